import type { ReplyKeyboardMarkup } from "@grammyjs/types";
import { Composer } from "grammy";
import { type AccessStore, isStaff } from "../access/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { Perform, Transaction } from "../platform/perform.ts";
import type { BotContext, HomeButton, Translations } from "../telegram/index.ts";
import { createAssignmentStore } from "./assignment-store.ts";
import { createGroupHandlers } from "./bot/group.handlers.ts";
import { createLookAtGroups } from "./bot/look-at-groups.ts";
import { createJoiningHandlers } from "./bot/joining.handlers.ts";
import { createNotices } from "./bot/notices.ts";
import { createStaffArea } from "./bot/staff.handlers.ts";
import type { Center } from "./center.ts";
import { createCenterStore } from "./center-store.ts";
import { createDeskPlaces } from "./desk-places.ts";
import { createDirectoryLoader } from "./directory-loader.ts";
import { type Group, silentSince } from "./group.ts";
import { createGroupStore } from "./group-store.ts";
import type { GroupWork } from "./group-work.ts";
import { createInvitationStore } from "./invitation-store.ts";
import { staffLink } from "./links.ts";
import { createListCenters } from "./list-centers.ts";
import { createOwnerNoticeStore } from "./owner-notice-store.ts";
import { createUseCases } from "./use-cases.ts";

export { anonymousScreen } from "./bot/group.screens.ts";
export { hoursText } from "./bot/hours-text.ts";
export {
  type Center,
  type DeskPlace,
  type Directory,
  type DirectoryCenter,
  lineageOf,
  type SupportKind,
  supportKinds,
} from "./center.ts";
export { createAssignmentStore } from "./assignment-store.ts";
export { createDirectoryLoader, type DirectoryLoader } from "./directory-loader.ts";
export type { Group } from "./group.ts";
export type { GroupBack, GroupWork, WaitingWork } from "./group-work.ts";
export { addWorkingDays, addWorkingMinutes } from "./hours.ts";
export type { LoadCentersOutcome } from "./load-centers.ts";
export { createTerritories, readOwnTerritories, type TerritoryCatalogue } from "./territories.ts";
export type { Territory } from "./territory.ts";

export interface CentersDependencies {
  prisma: Database["prisma"];
  perform: Perform;
  clock: Clock;
  access: AccessStore;
  translations: Translations;
  /** Told after the commit when a center may have become reachable: questions may wait for it. */
  onReachable: (cause: string) => Promise<void>;
  /** What is worked on in groups; asked only once something happens there. */
  work: () => GroupWork;
  /** Told after the commit when a group has a new chat id. */
  onGroupMoved: (cause: string, fromChatId: number, toChatId: number) => Promise<void>;
  /** The main menu of whoever acts; asked only while updates are handled. */
  keyboard: (ctx: BotContext) => ReplyKeyboardMarkup;
}

/** The directory of the network: territories, centers, their groups and people. */
export function createCenters(deps: CentersDependencies) {
  const { prisma, perform, clock, access, translations, work, onReachable } = deps;
  const centers = createCenterStore(prisma);
  const groups = createGroupStore(prisma);
  const assignments = createAssignmentStore(prisma);
  const useCases = createUseCases({
    perform,
    clock,
    access,
    centers,
    groups,
    assignments,
    work,
    onReachable,
    ownerNotices: createOwnerNoticeStore(),
    invitations: createInvitationStore(prisma),
    notices: createNotices(translations),
  });
  const loader = createDirectoryLoader({ prisma, perform, clock });
  const { territories } = loader;
  const places = createDeskPlaces({ groups, assignments });
  const list = createListCenters({ centers, groups, assignments, territories });
  const groupByChat = (chatId: number) => groups.byChat(chatId);

  const staffArea = createStaffArea({ useCases, list, territories });
  const { keyboard, onGroupMoved } = deps;
  const handlers = new Composer<BotContext>(
    createGroupHandlers({
      useCases,
      groupByChat,
      onGroupMoved,
      isOurs: (...message) => work().isOurs(...message),
    }),
    createJoiningHandlers({ useCases, access, staffArea, keyboard }),
    staffArea.composer,
  );
  const lookAtGroups = createLookAtGroups({ groups, useCases });
  const homeButtons: HomeButton[] = [
    {
      label: "centers-home-button",
      isFor: ({ actor }) => isStaff(actor),
      open: (ctx) => staffArea.open(ctx),
    },
  ];

  return {
    handlers,
    homeButtons,
    territories,
    loadTerritories: loader.loadTerritories,
    loadCenters: loader.loadCenters,
    /** All active centers, with their territories and whether anyone is there to answer. */
    readDirectory: () => centers.readDirectory(),
    /** Where a center's questions are worked on: its group, else its people's private chats. */
    deskPlaces: (centerId: string) => places.ofCenter(centerId),
    /** The private chats of the network's owners. */
    ownerPlaces: () => places.ofOwners(),
    /** A connected group and the centers that work there; undefined for any other chat. */
    async groupByChat(chatId: number): Promise<{ group: Group; centers: Center[] } | undefined> {
      const group = await groups.byChat(chatId);
      return group && { group, centers: await centers.inGroup(group.id) };
    },
    approveColleague: useCases.approveColleague,
    /** For the sender: Telegram says that we are not in the group any more, or may not write there. */
    groupSilent: useCases.noteSilentGroup,
    /** For the sender: Telegram lets us open no topics there. */
    topicsRefused: (transaction: Transaction, chatId: number) =>
      groups.noteNoTopics(transaction, chatId),
    /** The groups where nothing can be said now, and since when. */
    async silentGroups(on?: Transaction): Promise<{ chatId: number; since: Date }[]> {
      return (await groups.silent(on)).flatMap((group) => {
        const since = silentSince(group);
        return since ? { chatId: group.chatId, since } : [];
      });
    },
    /** Due work: how groups are, and who has to hear again of those that stay silent. */
    async mindGroups(...[cause, which, us]: Parameters<typeof lookAtGroups>): Promise<void> {
      await lookAtGroups(cause, which, us);
      await useCases.tellOfGroupsAgain(cause);
    },
    /** Due work: lets out what was kept for a group in the moment in which it came back. */
    freeParked: useCases.freeParked,
    /** Tells the owners of a trouble of the bot's own, at most once an hour. */
    tellOwnersOfTrouble: useCases.tellOwners,
    /** For the sender: Telegram says that the group has a new id. */
    moveGroup: useCases.moveGroup,

    /** Makes the people whom the settings name owners of the network. */
    ensureOwners: (telegramIds: number[]) =>
      useCases.ensureOwners({
        cause: `start:${clock.now().toISOString()}`,
        telegramIds,
        name: translations("ru").plain("centers-role-owner"),
      }),

    /** The link through which the first owner joins; null once there is one. */
    async ownerInvitation(botUsername: string): Promise<string | null> {
      const token = await useCases.inviteFirstOwner(`start:${clock.now().toISOString()}`);
      return token === null ? null : staffLink(botUsername, token);
    },
  };
}
