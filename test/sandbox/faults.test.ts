import { HttpError } from "grammy";
import { expect, test } from "vitest";
import { openStage, refusal } from "./support/stage.ts";

test("the next calls that match fail as asked, and then all is well again", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  const flood = {
    error_code: 429,
    description: "Too Many Requests: retry after 3",
    parameters: { retry_after: 3 },
  };
  sandbox.faults.next("sendMessage", flood, 2);
  await expect(api.sendMessage(anna.id, "а")).rejects.toMatchObject(flood);
  expect(await refusal(api.sendChatAction(anna.id, "typing"))).toBe("ok");
  expect(await refusal(api.sendMessage(anna.id, "б"))).toBe(flood.description);
  expect(await refusal(api.sendMessage(anna.id, "в"))).toBe("ok");
  expect(anna.messages().map(({ text }) => text)).toEqual(["/start", "в"]);
});

test("a connection can break before or after Telegram did its work", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  sandbox.faults.next(
    (method, params) => method === "sendMessage" && params["text"] === "до",
    "reset",
  );
  sandbox.faults.next((_, params) => params["text"] === "после", "reset after");
  await expect(api.sendMessage(anna.id, "до")).rejects.toBeInstanceOf(HttpError);
  await expect(api.sendMessage(anna.id, "после")).rejects.toBeInstanceOf(HttpError);
  expect(anna.messages().map(({ text }) => text)).toEqual(["/start", "после"]);
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
