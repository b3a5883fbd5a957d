import type { User } from "@grammyjs/types";
import { serveBotApi } from "./bot-api.ts";
import { createCallbacks } from "./callbacks.ts";
import { createSettableClock } from "./clock.ts";
import type { Group, Person, PhoneSettings, Sandbox, SandboxOptions } from "./contract.ts";
import { createCalls } from "./calls.ts";
import { createFaults } from "./faults.ts";
import { createFiles } from "./files.ts";
import { createFlood } from "./flood.ts";
import { createLedger } from "./ledger.ts";
import { createGroup, foundGroup } from "./people/group.ts";
import { createPerson } from "./people/person.ts";
import type { Phone } from "./page-api/chat-view.ts";
import { createLive } from "./page-api/live.ts";
import { servePage } from "./page-api/routes.ts";
import { createServer, listen } from "./server.ts";
import { readState, writeState } from "./state-file.ts";
import { createUpdates } from "./updates.ts";
import { createWebhook } from "./webhook.ts";
import { addPerson, chatOf, createWorld, emptyState, personOf } from "./world.ts";
import type { World } from "./world.ts";

export type * from "./contract.ts";
export { usualFaults } from "./faults.ts";

const SAVE_WITHIN_MS = 200;
const IDLE_WAIT_MS = 10_000;

/**
 * Starts a stand-in for Telegram: the Bot API over HTTP, and people and groups that act by calls of this object (or
 * through the browser page).
 *
 * @throws Error when the port is taken or the state file cannot be read.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { stateFile } = options;
  const restored = stateFile === undefined ? undefined : readState(stateFile);
  const state = restored ?? emptyState();
  const startAt = options.startAt ?? new Date(Date.now() + state.clockOffset);
  const clock = createSettableClock(startAt);
  const world = createWorld({
    state,
    clock,
    bot: botUser(options),
    seesAllGroupMessages: options.bot?.can_read_all_group_messages ?? false,
    messagesPerChat: options.messagesPerChat ?? Infinity,
  });
  const updates = createUpdates(world);
  const webhook = createWebhook(world, updates, options.webhookTimeScale);
  const files = createFiles(world, stateFile === undefined ? undefined : `${stateFile}.files`);
  const callbacks = createCallbacks(world);
  const stage = { world, updates, files, callbacks };
  const ledger = createLedger(options.ledger);
  const faults = createFaults();
  const flood = createFlood(() => clock.now(), options.flood);
  const closing = new AbortController();

  const app = createServer();
  const context = { ...stage, webhook };
  const calls = createCalls({ context, ledger, faults, flood, closing: closing.signal });
  serveBotApi(app, { context, calls, ledger, botToken: options.botToken });
  const person = (id: number): Person => createPerson(stage, personOf(world, id));
  const group = (id: number): Group => createGroup(stage, chatOf(world, id), person);
  const live = createLive(world);
  if (options.page === true) {
    const groupHandle = (id: number) => ({ group: group(id) });
    servePage(app, { actors: { stage, person, groupHandle }, live });
  }
  const saving = stateFile === undefined ? undefined : keepSaved(world, stateFile);
  const address = await listen(app, options.host ?? "127.0.0.1", options.port ?? 0);

  return {
    address,
    botToken: options.botToken,
    botUsername: world.bot.username ?? "",
    clock,
    ledger,
    faults,
    flood,
    isRestored: restored !== undefined,
    person: (profile) => person(addPerson(world, profile).id),
    group(settings) {
      const isKnown = settings.id !== undefined && state.chats.has(settings.id);
      return group(isKnown ? (settings.id ?? 0) : foundGroup(stage, settings).id);
    },
    people: () => [...state.people.keys()].map(person),
    groups: () =>
      [...state.chats.values()]
        .filter(({ type, migratedTo }) => type !== "private" && migratedTo === undefined)
        .map(({ id }) => group(id)),
    phones: (list) => live.setPhones(list.map((phone) => phoneOf(world, phone))),
    pushUpdate: (update) => updates.pushRaw({ ...update }),
    pendingUpdates: () => updates.pendingCount(),
    redeliver: (which) => updates.redeliver(which),
    shufflePending: (seed) => updates.shuffle(seed),
    whenIdle: (within = IDLE_WAIT_MS) => whenIdle(updates, within),
    async close() {
      closing.abort();
      live.close();
      await webhook.close();
      await app.close();
      saving?.stop();
    },
  };
}

function botUser({ botToken, bot }: SandboxOptions): User {
  return {
    id: bot?.id ?? Number(botToken.split(":")[0]),
    is_bot: true,
    first_name: bot?.first_name ?? "Ресурсный центр",
    username: bot?.username ?? "resource_center_bot",
  };
}

/** Without a list of chats: all groups that the person is in. */
function phoneOf(world: World, settings: PhoneSettings): Phone {
  const { person, caption, chats, privateChat = true } = settings;
  const own = [...world.state.chats.values()].filter(
    ({ members, migratedTo }) => members.has(person.id) && migratedTo === undefined,
  );
  const groups = (chats ?? own).map(({ id }) => id);
  return {
    person: person.id,
    chats: privateChat ? [person.id, ...groups] : groups,
    ...(caption !== undefined && { caption }),
  };
}

function whenIdle(updates: ReturnType<typeof createUpdates>, within: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    reject(new Error(`${updates.pendingCount()} updates were not taken within ${within} ms.`));
  }, within);
  const look = () => {
    if (updates.pendingCount() === 0) resolve();
  };
  const stop = updates.onConfirm(look);
  look();
  return promise.finally(() => {
    clearTimeout(timer);
    stop();
  });
}

/** Writes the world soon after each change, and once more at the end. */
function keepSaved(world: World, file: string): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    timer = undefined;
    world.state.clockOffset = world.clock.offset();
    writeState(file, world.state);
  };
  const soon = () => {
    timer ??= setTimeout(save, SAVE_WITHIN_MS).unref();
  };
  // the numbers that reading has skipped must be on the disk before any of the new ones is given away
  save();
  const unsubscribes = [world.onChange(soon), world.clock.onSet(soon)];
  return {
    stop() {
      for (const unsubscribe of unsubscribes) unsubscribe();
      clearTimeout(timer);
      save();
    },
  };
}
