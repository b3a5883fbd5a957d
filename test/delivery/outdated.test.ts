import { describe, expect, test } from "vitest";
import type { CallResult, Effect } from "../../src/delivery/index.ts";
import { mentions, type Stage, startStage } from "./stage.ts";

const chatId = -9;
const minute = 60_000;
const noAnswer: CallResult = { kind: "unknown", description: "UND_ERR_HEADERS_TIMEOUT" };
const close = "closeForumTopic";
const reopen = "reopenForumTopic";

const edit = (key: string): Effect =>
  mentions(key, chatId, {
    method: "editMessageText",
    mergeKey: "card",
    params: { message_id: 5, text: key },
  });

const turn = (key: string, method: typeof close | typeof reopen): Effect =>
  mentions(key, chatId, { method, mergeKey: "topic", params: { message_thread_id: 5 } });

/** A stage where one call gets no answer three times, the third time when it is let go. */
async function startTroubled(troubled: string, options: { started?: boolean } = {}) {
  const done: unknown[] = [];
  const third = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  let tries = 0;
  const stage = await startStage({
    ...options,
    async call(method, params) {
      if (method === "getMe") return { kind: "ok", result: {} };
      const name = params["text"] ?? method;
      if (name === troubled && tries < 3) {
        tries += 1;
        if (tries === 3) {
          third.resolve();
          await go.promise;
        }
        return noAnswer;
      }
      done.push(name);
      return { kind: "ok", result: { message_id: 5 } };
    },
  });
  return { stage, done, third: third.promise, go: go.resolve };
}

/** Two tries have got no answer, the third one is on the wire. */
async function untilThird(stage: Stage, key: string, third: Promise<void>): Promise<void> {
  for (const attempts of [1, 2]) {
    await expect
      .poll(() => stage.row(key), { timeout: 6000 })
      .toMatchObject({ state: "queued", attempts });
    stage.sandbox.clock.advance(minute);
  }
  await third;
}

describe("what waits aside", () => {
  test("is over when a newer state was added while it was on the wire", async () => {
    const { stage: started, done, third, go } = await startTroubled("old");
    await using stage = started;
    await stage.queue(edit("old"));
    await untilThird(stage, "old", third);
    await stage.queue(edit("new"));
    go();
    await stage.settled();
    expect(done).toEqual(["new"]);
    expect(await stage.row("old")).toMatchObject({ state: "merged" });
  });

  test("is over when a newer state is added", async () => {
    const { stage: started, done, third, go } = await startTroubled("old");
    await using stage = started;
    await stage.queue(edit("old"));
    await untilThird(stage, "old", third);
    go();
    await expect.poll(() => stage.row("old")).toMatchObject({ state: "queued", attempts: 3 });
    await stage.queue(edit("new"));
    await stage.settled();
    expect(done).toEqual(["new"]);
    expect(await stage.row("old")).toMatchObject({ state: "merged" });
    expect(await stage.row("new")).toMatchObject({ state: "sent" });
  });

  test("is over when a later call undoes it: a topic that was opened again stays open", async () => {
    const { stage: started, done, third, go } = await startTroubled(close);
    await using stage = started;
    await stage.queue(turn("close", close));
    await stage.queue(turn("reopen", reopen));
    await untilThird(stage, "close", third);
    go();
    await stage.settled();
    expect(done).toEqual([reopen]);
  });

  test("goes out where nothing newer has come, also after its chat was closed to us", async () => {
    const { stage: started, done, third, go } = await startTroubled("old");
    await using stage = started;
    await stage.queue(edit("old"));
    await untilThird(stage, "old", third);
    go();
    await expect.poll(() => stage.row("old")).toMatchObject({ state: "queued", attempts: 3 });
    await stage.store.park(stage.prisma, chatId);
    await stage.store.unpark(stage.prisma, chatId);
    await stage.settled();
    expect(done).toEqual(["old"]);
  });
});

describe("calls of different methods that set the same state", () => {
  test("keep their places, so that what stands between them finds what it needs", async () => {
    const { stage: started, done } = await startTroubled("nothing", { started: false });
    await using stage = started;
    await stage.queue(turn("close", close));
    await stage.queue(turn("reopen", reopen), mentions("words", chatId));
    await stage.queue(turn("close again", close));
    await stage.queue(turn("and again", close));
    await stage.start();
    await stage.settled();
    expect(done).toEqual([close, reopen, "words", close]);
    expect(await stage.row("and again")).toMatchObject({ state: "merged" });
  });

  test("do so within one list as well", async () => {
    const { stage: started, done } = await startTroubled("nothing", { started: false });
    await using stage = started;
    await stage.queue(turn("close", close));
    await stage.queue(
      turn("close 2", close),
      turn("reopen", reopen),
      turn("reopen 2", reopen),
      mentions("words", chatId),
      turn("close 3", close),
    );
    await stage.start();
    await stage.settled();
    expect(done).toEqual([close, reopen, "words", close]);
  });
});
