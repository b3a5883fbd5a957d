import { setTimeout as sleep } from "node:timers/promises";
import { HttpError } from "grammy";
import { expect, test } from "vitest";
import { usualFaults } from "../../src/sandbox/index.ts";
import type { Fault } from "../../src/sandbox/index.ts";
import { openStage, rawCall, refusal } from "./support/stage.ts";

async function openChat() {
  const stage = await openStage();
  const anna = stage.sandbox.person({ first_name: "Анна" });
  await anna.start();
  const seen = () =>
    anna
      .messages()
      .slice(1)
      .map(({ text }) => text);
  return { ...stage, anna, seen };
}

test("the next calls that match fail as asked, and then all is well again", async () => {
  const { sandbox, api, anna, seen } = await openChat();
  const flood = usualFaults.tooManyRequests(3);
  sandbox.faults.next("sendMessage", flood, 2);
  await expect(api.sendMessage(anna.id, "а")).rejects.toMatchObject({
    error_code: 429,
    parameters: { retry_after: 3 },
  });
  expect(await refusal(api.sendChatAction(anna.id, "typing"))).toBe("ok");
  expect(await refusal(api.sendMessage(anna.id, "б"))).toBe("Too Many Requests: retry after 3");
  expect(await refusal(api.sendMessage(anna.id, "в"))).toBe("ok");
  expect(seen()).toEqual(["в"]);
});

test("an answer may be late, or be a proxy's page", async () => {
  const { sandbox, api } = await openStage();
  sandbox.faults.next("getMe", { delay: 80 });
  sandbox.faults.next("getMe", { html: "<html>502</html>", status: 502 });
  const startedAt = performance.now();
  await api.getMe();
  expect(performance.now() - startedAt).toBeGreaterThan(70);
  await expect(api.getMe()).rejects.toBeInstanceOf(HttpError);
});

const BROKEN: [string, Fault, { effect: boolean; kind: string }][] = [
  ["reset before", "reset", { effect: false, kind: "reset" }],
  ["reset after", "reset after", { effect: true, kind: "reset" }],
  ["half a body", "truncated", { effect: true, kind: "truncated" }],
  ["502 before", usualFaults.badGateway("before"), { effect: false, kind: "html" }],
  ["502 after", usualFaults.badGateway("after"), { effect: true, kind: "html" }],
  ["silence before", { silence: 30, moment: "before" }, { effect: false, kind: "silence" }],
  ["silence after", { silence: 30, moment: "after" }, { effect: true, kind: "silence" }],
];

test.each(BROKEN)("%s: the client knows nothing, the ledger knows", async (_, fault, expected) => {
  const { sandbox, anna, seen } = await openChat();
  sandbox.faults.next("sendMessage", fault);
  // not by grammY: its client waits for the other half of a body until its own time is up
  const sending = rawCall(sandbox, "sendMessage", { chat_id: anna.id, text: "слова" });
  await expect(sending).rejects.toBeInstanceOf(Error);
  expect(seen()).toEqual(expected.effect ? ["слова"] : []);
  expect(sandbox.ledger.entries).toMatchObject([
    { effect: expected.effect, answered: false, fault: expected.kind },
  ]);
});

test("silence may end with the answer, before or after the call was done", async () => {
  const { sandbox, api, anna, seen } = await openChat();
  for (const moment of ["before", "after"] as const) {
    sandbox.faults.next("sendMessage", { silence: 50, moment, end: "answer" });
    const sending = api.sendMessage(anna.id, moment);
    await sleep(25);
    expect(seen().includes(moment)).toBe(moment === "after");
    await sending;
  }
  expect(seen()).toEqual(["before", "after"]);
});

test("a call that is done late is done also when its client has given up", async () => {
  const { sandbox, api, anna, seen } = await openChat();
  sandbox.faults.next("sendMessage", { delay: 80, moment: "before" });
  const controller = new AbortController();
  const sending = api.sendMessage(anna.id, "поздно", {}, controller.signal as never);
  await sleep(30);
  controller.abort();
  await expect(sending).rejects.toBeInstanceOf(Error);
  await expect.poll(seen).toEqual(["поздно"]);
  expect(sandbox.ledger.entries).toMatchObject([{ effect: true, answered: false }]);
});

test("a standing rule decides call by call until it is taken away", async () => {
  const { sandbox, api, anna, seen } = await openChat();
  let count = 0;
  const end = sandbox.faults.always("*", ({ method, params }) => {
    count++;
    const isHit = method === "sendMessage" && params["text"] === "нет";
    return isHit ? usualFaults.internal() : undefined;
  });
  sandbox.faults.next("sendMessage", usualFaults.tooManyRequests(1));
  expect(await refusal(api.sendMessage(anna.id, "нет"))).toContain("Too Many Requests");
  expect(await refusal(api.sendMessage(anna.id, "нет"))).toBe("Internal Server Error");
  expect(await refusal(api.sendMessage(anna.id, "да"))).toBe("ok");
  end();
  expect(await refusal(api.sendMessage(anna.id, "нет"))).toBe("ok");
  expect(count).toBe(2);
  expect(seen()).toEqual(["да", "нет"]);
});

test("polling can be told that another one polls", async () => {
  const { sandbox, api } = await openStage();
  sandbox.faults.next("getUpdates", usualFaults.conflict());
  expect(await refusal(api.getUpdates())).toContain("terminated by other getUpdates request");
  expect(await refusal(api.getUpdates())).toBe("ok");
});

test("closing ends what is silent, and what was to be done late is not done", async () => {
  const { sandbox, api, anna, seen } = await openChat();
  sandbox.faults.next("sendMessage", { delay: 60_000, moment: "before" });
  const sending = api.sendMessage(anna.id, "никогда").catch((error: unknown) => error);
  await sleep(30);
  await sandbox.close();
  expect(await sending).toBeInstanceOf(HttpError);
  expect(seen()).toEqual([]);
});
