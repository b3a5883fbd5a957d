import { describe, expect, test } from "vitest";
import { takeTheLead } from "../support/lead.ts";
import { mentions, says, startStage } from "./stage.ts";

const taken = { kind: "ok" as const, result: { message_id: 1 } };

describe("a process that does not lead", () => {
  test("claims nothing", async () => {
    await using stage = await startStage();
    await takeTheLead(stage.database, "another");
    await stage.queue(says("for the other", 7));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await stage.row("for the other")).toMatchObject({ state: "queued", attempts: 0 });
  });

  test("gives back unsent what it has claimed already", async () => {
    let leads = true;
    const calls: string[] = [];
    await using stage = await startStage({
      started: false,
      async call(method) {
        calls.push(method);
        return taken;
      },
    });
    const sender = stage.sender({
      instance: "the test's process",
      // it loses the lead between its claim and its call
      async confirmed() {
        const answer = leads;
        leads = false;
        return answer;
      },
    });
    await stage.queue(says("one", 7), says("two", 8));
    await sender.start();
    await expect.poll(() => leads).toBe(false);
    await sender.stop();
    expect(calls).toEqual([]);
    expect(await stage.row("one")).toMatchObject({ state: "queued", attempts: 0 });
    expect(await stage.row("two")).toMatchObject({ state: "queued", attempts: 0 });
  });

  test("still notes what became of the calls that it has made", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let isCalled = false;
    await using stage = await startStage({
      async call() {
        isCalled = true;
        await promise;
        return taken;
      },
    });
    await stage.queue(mentions("on the wire", 7));
    await expect.poll(() => isCalled).toBe(true);
    // the next leader takes it for unknown, and will repeat it
    await stage.prisma.outboxMessage.updateMany({
      data: { state: "queued", claimedBy: "another", unknowns: 1, notBefore: new Date(2100, 1) },
    });
    resolve();
    await stage.settled();
    expect(await stage.row("on the wire")).toMatchObject({ state: "sent" });
  });
});

test("a stop lets calls on the wire end, and leaves nothing between", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let calls = 0;
  await using stage = await startStage({
    async call() {
      calls += 1;
      await promise;
      return taken;
    },
  });
  await stage.queue(
    ...Array.from({ length: 200 }, (_, index) => mentions(`to ${index}`, index + 1)),
  );
  await expect.poll(() => calls).toBe(64);
  const stopped = stage.own.stop();
  resolve();
  await stopped;
  const states = await stage.prisma.outboxMessage.groupBy({ by: ["state"], _count: true });
  expect(Object.fromEntries(states.map(({ state, _count }) => [state, _count]))).toEqual({
    queued: 136,
    sent: 64,
  });
  expect(calls).toBe(64);
});
