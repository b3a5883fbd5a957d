import { expect, test } from "vitest";
import { createRecorder } from "../../src/delivery/record.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { mentions, says, startStage } from "./stage.ts";

const instance = "the test's process";
const day = 24 * 3_600_000;

test("what follows from an end whose commit was not heard of follows once", async () => {
  await using stage = await startStage({ started: false });
  const { store } = stage;
  const { clock } = stage.sandbox;
  await stage.queue(says("answer", 3));
  const asks = [{ chatId: 3, lane: 0, room: 9 }];
  const [head] = await store.settleAndClaim(instance, clock.now(), [], asks);
  if (head?.kind !== "claimed") throw new Error("the answer was not claimed");
  const told: string[] = [];
  let commits = 0;
  const recorder = createRecorder({
    store: {
      ...store,
      async mark(...parameters) {
        await store.mark(...parameters);
        commits += 1;
        if (commits === 1) throw new Error("Connection terminated unexpectedly");
      },
    },
    clock,
    logger: createLogger({ level: "silent" }),
    instance,
    onDelivered: async (_transaction, { key }) => void told.push(key),
    onRecorded: () => {},
  });
  const { effect } = head;
  const result = { messageIds: [7], topicId: null };
  recorder.record({
    effect,
    mark: { id: effect.id, state: "sent", result },
    delivered: { kind: "sent", ...result },
  });
  await recorder.written();
  expect(commits).toBe(2);
  expect(told).toEqual(["answer"]);
  expect(await stage.row("answer")).toMatchObject({ state: "sent" });
});

test("what was ever in doubt stays noted for ever, without its words; the rest is forgotten", async () => {
  await using stage = await startStage({ started: false });
  await stage.queue(mentions("in doubt", 3), mentions("certain", 3), mentions("lately", 3));
  const longAgo = new Date(Date.now() - 31 * day);
  await stage.prisma.outboxMessage.updateMany({ data: { state: "sent", doneAt: longAgo } });
  const doubt = { unknowns: 1, unknownAt: longAgo, unknownWhy: "UND_ERR_SOCKET" };
  await stage.prisma.outboxMessage.update({ where: { effectKey: "in doubt" }, data: doubt });
  await stage.prisma.outboxMessage.update({
    where: { effectKey: "lately" },
    data: { ...doubt, doneAt: new Date() },
  });
  await stage.store.forget(new Date(Date.now() - 30 * day));
  const kept = await stage.prisma.outboxMessage.findMany({ orderBy: { id: "asc" } });
  expect(kept.map(({ effectKey, params }) => [effectKey, params])).toEqual([
    ["in doubt", {}],
    ["lately", { text: "lately" }],
  ]);
  expect(kept[0]).toMatchObject(doubt);
});
