import { addWorkingMinutes, type Directory } from "../centers/index.ts";
import type { Transaction } from "../platform/perform.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { HeldQuestion } from "./parked-store.ts";
import type { Question } from "./question.ts";
import type { Seat, Seating } from "./seating.ts";

/** So much working time of the center's own a question waits for its group to come back. */
const patienceMinutes = 60;

/** Hours of a center that is not in the directory any more: the usual ones count. */
const unknownHours = { hours: {}, timezone: "Asia/Yekaterinburg" };

/**
 * Ends the waiting for groups where nothing can be said. A question that was on a desk there, or
 * on its way there, stays with its center: its head and the owners are told and may open it in
 * their private chats, see open-desk-here.ts. After one working hour it climbs to the center that
 * the rules name without its own; where none can be reached, to the private chats of its center's
 * people, else to the owners. With a desk somewhere else it stays. Where its center has connected
 * another group meanwhile, it goes there at once. New questions do not wait at all: they never get
 * a desk in such a group.
 *
 * What its author writes meanwhile is kept with the question and shown wherever its next desk is
 * opened. An answered question stays where it is until its author writes again.
 */
export function createLeaveSilentGroups(deps: QuestionsDependencies, seating: Seating) {
  return async (cause: string): Promise<number> => {
    const silent = await deps.centers.silentGroups();
    if (silent.length === 0) return 0;
    const held = await deps.parked.heldIn(silent.map(({ chatId }) => chatId));
    if (held.length === 0) return 0;
    const sinceIn = new Map(silent.map(({ chatId, since }) => [chatId, since]));
    const directory = await deps.centers.readDirectory();
    const newGroups = await centersWithGroup(held);
    let moved = 0;
    for (const { id, ownerCenterId, chatId } of held) {
      const hasNewGroup = ownerCenterId !== null && newGroups.has(ownerCenterId);
      const since = sinceIn.get(chatId);
      if (!hasNewGroup && since && !isOver(directory, ownerCenterId, since)) continue;
      const question = await deps.questions.find(id);
      const seat = question && (await findSeat(directory, question, hasNewGroup));
      if (!seat) continue;
      const isNeeded = (transaction: Transaction) => isHeldStill(transaction, id);
      if (await seating.take(cause, directory, question, seat, { isNeeded, leaves: true }))
        moved += 1;
    }
    return moved;
  };

  function findSeat(
    directory: Directory,
    question: Question,
    hasNewGroup: boolean,
  ): Promise<Seat | null> {
    const { ownerCenterId } = question;
    const avoided = hasNewGroup || ownerCenterId === null ? [] : [ownerCenterId];
    return seating.findSeat(directory, question, avoided);
  }

  /** The centers whose group has been replaced by one that works. */
  async function centersWithGroup(held: HeldQuestion[]): Promise<Set<string>> {
    const centerIds = new Set(held.flatMap(({ ownerCenterId }) => ownerCenterId ?? []));
    const found = new Set<string>();
    for (const centerId of centerIds) {
      const places = await deps.centers.deskPlaces(centerId);
      if (places.some(({ isGroup }) => isGroup)) found.add(centerId);
    }
    return found;
  }

  function isOver(directory: Directory, centerId: string | null, since: Date): boolean {
    const center = directory.find(({ id }) => id === centerId) ?? unknownHours;
    return addWorkingMinutes(center, since, patienceMinutes) <= deps.clock.now();
  }

  /** Somebody may have opened it, or the group may be back. */
  async function isHeldStill(transaction: Transaction, questionId: string): Promise<boolean> {
    const silent = await deps.centers.silentGroups(transaction);
    const chatIds = silent.map(({ chatId }) => chatId);
    const held = await deps.parked.heldIn(chatIds, transaction);
    return held.some(({ id }) => id === questionId);
  }
}
