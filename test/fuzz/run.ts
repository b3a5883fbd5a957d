import fc from "fast-check";
import { malformed } from "./malformed.ts";
import type { LogLine, Stand } from "./stand.ts";
import { anyUpdate, type FuzzUpdate } from "./updates.ts";

export interface Share {
  seed: number;
  count: number;
  /** How many of a hundred have missing, unknown or wrong fields. */
  malformedPercent: number;
}

export interface Problem {
  what: string;
  update?: FuzzUpdate;
}

/** Methods that show something to a person. */
const answers = /^(send|edit|copy|forward)/;
/** Our own mistakes among Telegram's refusals; others are right where the update names what is not there. */
const ourMistakes =
  /can't parse|too long|ENTITY_|UTF-8|BUTTON_|must be non-empty|is empty|TOPIC_TITLE/;

/**
 * Pushes so many updates through the whole product, and looks what it made of them: no error of the
 * well-formed ones, nobody left without an answer, and everyone's next tap works.
 */
export async function fuzz(
  stand: Stand,
  { seed, count, malformedPercent }: Share,
): Promise<Problem[]> {
  const { network, cast } = stand;
  const { sandbox } = network;
  const any = anyUpdate(cast);
  const many = Math.round((count * malformedPercent) / 100);
  const good = fc.sample(any, { seed, numRuns: count - many });
  const bad = many === 0 ? [] : fc.sample(malformed(any), { seed, numRuns: many });
  sandbox.ledger.clear();
  const from = new Date();
  const byId = new Map<number, FuzzUpdate>();
  const every = count / Math.max(many, 1);
  for (const [index, update] of good.entries()) {
    byId.set(sandbox.pushUpdate(update), update);
    if (index % every < 1) for (const one of bad.splice(0, 1)) sandbox.pushUpdate(one);
  }
  for (const one of bad) sandbox.pushUpdate(one);
  const rest = await comesToRest(stand);
  return [
    ...rest,
    ...stand.errors().flatMap((line) => problemOf(line, byId)),
    ...(await deadLetters(stand, byId)),
    ...(await refusals(stand, from)),
    ...silentChats(stand, good),
    ...(await nextTaps(stand)),
  ];
}

async function comesToRest(stand: Stand): Promise<Problem[]> {
  try {
    await stand.settled();
    return [];
  } catch (error) {
    return [{ what: String(error) }];
  }
}

function problemOf({ msg, update, err }: LogLine, byId: Map<number, FuzzUpdate>): Problem[] {
  const about = update === undefined ? undefined : byId.get(update);
  // what is malformed may fail, and says so in the log
  if (update !== undefined && !about) return [];
  return [{ what: `${msg}: ${JSON.stringify(err)}`, ...(about ? { update: about } : {}) }];
}

async function deadLetters(stand: Stand, byId: Map<number, FuzzUpdate>): Promise<Problem[]> {
  const ids = [...byId.keys()];
  const where = {
    state: "dead" as const,
    updateId: { gte: Math.min(...ids), lte: Math.max(...ids) },
  };
  const dead = await stand.network.database.prisma.inboxUpdate.findMany({ where });
  return dead.flatMap(({ updateId, error }) => {
    const update = byId.get(Number(updateId));
    return update ? [{ what: `dead letter: ${error}`, update }] : [];
  });
}

async function refusals(stand: Stand, from: Date): Promise<Problem[]> {
  const { prisma } = stand.network.database;
  const failed = await prisma.outboxMessage.findMany({
    where: { state: "failed", createdAt: { gte: from } },
  });
  return failed
    .filter(({ error }) => ourMistakes.test(JSON.stringify(error)))
    .map(({ error, method, params }) => ({
      what: `${method} was refused: ${JSON.stringify(error)} ${JSON.stringify(params).slice(0, 500)}`,
    }));
}

/** Whoever wrote to the bot has seen something since. */
function silentChats({ network, cast }: Stand, updates: FuzzUpdate[]): Problem[] {
  const answered = new Set(
    network.sandbox.ledger
      .calls(undefined, true)
      .filter(({ method }) => answers.test(method))
      .map(({ params }) => Number(params["chat_id"])),
  );
  return cast.people.flatMap(({ id, first_name }) => {
    const wrote = updates.filter((update) => chatOf(update) === id);
    const [update] = wrote;
    return update && !answered.has(id) ? [{ what: `${first_name} got no answer`, update }] : [];
  });
}

/** The rest of an album is answered with its first item, and that may have come in an earlier share. */
function chatOf(update: FuzzUpdate): number | undefined {
  const message = update["message"] as
    | { chat?: { id?: number }; media_group_id?: string }
    | undefined;
  return message?.media_group_id === undefined ? message?.chat?.id : undefined;
}

async function nextTaps({ network, people, groups }: Stand): Promise<Problem[]> {
  const problems = await Promise.all(
    people.map(async (person): Promise<Problem[]> => {
      try {
        const written = await person.write("/menu");
        const screen = await person.sees(/./su, { after: written, within: 20_000 });
        const { answer } = await person.tapData(screen, "no-such-button", { within: 20_000 });
        return answer ? [] : [{ what: `${person.first_name}'s tap was not answered` }];
      } catch (error) {
        return [{ what: `${person.first_name}'s next words or tap: ${String(error)}` }];
      }
    }),
  );
  const inGroups = await Promise.all(
    groups.map(async (group): Promise<Problem[]> => {
      const member = group.members()[0];
      const message = member?.messages({ chat: group }).findLast(({ from }) => from?.is_bot);
      if (!member || !message) return [];
      const { answer } = await member.tapData(message, "no-such-button", { within: 20_000 });
      return answer ? [] : [{ what: `a tap in «${group.title}» was not answered` }];
    }),
  );
  await network.sandbox.whenIdle();
  return [...problems, ...inGroups].flat();
}
