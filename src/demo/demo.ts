import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Sandbox } from "../sandbox/index.ts";
import { gatherGroups, type Groups, staffNetwork } from "./network.ts";
import { type Cast, gatherCast, signUp } from "./people.ts";
import { stopEarlierPostgres } from "./services/postgres.ts";
import { stopEarlierRedis } from "./services/redis.ts";
import { openStand, postgresFolder, redisFolder } from "./stand.ts";

export interface DemoSettings {
  folder: string;
  port: number;
  fresh: boolean;
  say: (sentence: string) => void;
  onFatal: (reason: string) => void;
}

export interface Demo {
  /** The page with the phones. */
  address: string;
  sandbox: Sandbox;
  cast: Cast;
  groups: Groups;
  /** Whether the people and chats of an earlier run were found. */
  isFoundAgain: boolean;
}

/**
 * Starts the demo: the product, a network that works, and six phones on a page.
 *
 * @param resources gets whatever has to be stopped.
 * @throws ServiceError with a sentence for people, as when another run uses the same folder.
 */
export async function startDemo(
  { folder, port, fresh, say, onFatal }: DemoSettings,
  resources: AsyncDisposableStack,
): Promise<Demo> {
  // only a network that was set up to the end is worth finding again
  const mark = path.join(folder, "ready");
  const isFoundAgain = existsSync(mark) && !fresh;
  if (!isFoundAgain) await forget(folder);

  const options = { folder, port, page: true, disposable: false, say, onFatal };
  const { sandbox, ownerLink } = await openStand(options, resources);
  const cast = gatherCast(sandbox);
  const groups = gatherGroups(sandbox, cast);
  if (!isFoundAgain) {
    say("Setting up the network: people join, groups are connected …");
    await staffNetwork(cast, groups, ownerLink ?? "");
    await Promise.all([
      signUp(cast.valentina, "Шадринск", "Совет ветеранов Шадринска"),
      signUp(cast.timur, "Далматово"),
    ]);
    writeFileSync(mark, `${new Date().toISOString()}\n`);
  }
  layOutPhones(sandbox, cast, groups);
  return { address: sandbox.address, sandbox, cast, groups, isFoundAgain };
}

/** Removes all data, after whatever a killed run has left running on it. */
async function forget(folder: string): Promise<void> {
  const postgres = postgresFolder(folder);
  await stopEarlierPostgres(postgres);
  await stopEarlierRedis(redisFolder(folder));
  for (const data of [postgres, ownData(folder)].flat())
    rmSync(data, { recursive: true, force: true });
}

/** What the demo itself writes there: never the folder as a whole, it may be somebody's. */
function ownData(folder: string): string[] {
  const names = ["ready", "redis", "telegram.json", "telegram.json.new", "telegram.json.files"];
  return [...names, "log.jsonl"].map((name) => path.join(folder, name));
}

function layOutPhones(sandbox: Sandbox, cast: Cast, groups: Groups): void {
  sandbox.phones([
    { person: cast.valentina, chats: [], caption: "Шадринск, совет ветеранов" },
    { person: cast.timur, chats: [], caption: "Далматово: своего центра там нет" },
    { person: cast.svetlana, chats: [], caption: "Здесь впервые" },
    { person: cast.olga, chats: [groups.shadrinsk], caption: "Координатор, центр Шадринска" },
    { person: cast.marina, chats: [groups.kurgan], caption: "Координатор, Курганская область" },
    { person: cast.rustam, chats: [], caption: "Альменево: центр без группы" },
  ]);
}
