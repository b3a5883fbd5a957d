import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Command, Recorded, Reply, Talk } from "./responder-protocol.ts";

type Order = Command extends infer One ? (One extends Command ? Omit<One, "token"> : never) : never;

/** One bot's place at the responder. */
export interface Stand {
  token: string;
  talks(talks: Talk[]): Promise<void>;
  write(count: number): Promise<void>;
  /** Resolves when the last one has been written. */
  writeAt(moments: number[]): Promise<void>;
  delay(between: [number, number] | null): Promise<void>;
  /** @throws when it takes longer than the patience, in milliseconds. */
  untilSends(count: number, patience?: number): Promise<void>;
  untilPoll(patience?: number): Promise<void>;
  take(): Promise<Recorded>;
}

export interface Responder extends AsyncDisposable {
  address: string;
  /** A bot with a token of its own. */
  stand(name: string): Stand;
}

const program = fileURLToPath(import.meta.resolve("./responder.ts"));
const usualPatience = 60_000;

/** Starts the thin stand-in for Telegram, see responder.ts. */
export async function startResponder(): Promise<Responder> {
  const child = fork(program, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  const open = new Map<number, (record: Recorded) => void>();
  let lastId = 0;
  child.setMaxListeners(100);
  child.on("message", ({ id, record }: Reply) => {
    open.get(id)?.(record);
    open.delete(id);
  });

  function ask(command: Command): Promise<Recorded> {
    lastId += 1;
    const { promise, resolve } = Promise.withResolvers<Recorded>();
    open.set(lastId, resolve);
    child.send({ id: lastId, command });
    return promise;
  }

  return {
    address: `http://127.0.0.1:${port}`,
    stand(name) {
      const token = `100200300:${name}-bench-token-bench-token-bench-token`;
      const order = (command: Order) => ask({ token, ...command });
      return {
        token,
        talks: async (talks) => void (await order({ kind: "talks", talks })),
        write: async (count) => void (await order({ kind: "write", count })),
        writeAt: async (moments) => void (await order({ kind: "write-at", moments })),
        delay: async (between) => void (await order({ kind: "delay", between })),
        untilSends: (count, patience = usualPatience) =>
          within(patience, `${count} sends of ${name}`, order({ kind: "until-sends", count })),
        untilPoll: (patience = usualPatience) =>
          within(patience, `getUpdates of ${name}`, order({ kind: "until-poll" })),
        take: () => order({ kind: "take" }),
      };
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function within(patience: number, what: string, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const late = sleep(patience, undefined, { signal: over.signal }).then(() => {
    throw new Error(`${what} did not come within ${patience / 1000} s`);
  });
  // it ends with an AbortError when the work was in time
  late.catch(() => {});
  try {
    await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
