import { expect, test } from "vitest";
import { openReceiver } from "./support/receiver.ts";
import { openStage, refusal } from "./support/stage.ts";

test("updates go to the webhook in order, with the secret, and a failed one is repeated", async () => {
  const { sandbox, api } = await openStage();
  const { url, received } = await openReceiver((count) => ({ status: count === 1 ? 500 : 200 }));
  const anna = sandbox.person({ first_name: "Анна" });
  await api.setWebhook(url, { secret_token: "s3cret", allowed_updates: ["message"] });
  await anna.write("а");
  await anna.write("б");
  await sandbox.whenIdle();
  expect(received.map(({ update }) => update.message?.text)).toEqual(["а", "а", "б"]);
  expect(received.every(({ secret }) => secret === "s3cret")).toBe(true);
  expect(await api.getWebhookInfo()).toMatchObject({
    url,
    pending_update_count: 0,
    max_connections: 40,
    allowed_updates: ["message"],
    last_error_message: "Wrong response from the webhook: 500 Internal Server Error",
  });
});

test("a method in the webhook's answer is carried out", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const { url } = await openReceiver(() => ({
    status: 200,
    body: { method: "sendMessage", chat_id: anna.id, text: "из ответа" },
  }));
  await api.setWebhook(url);
  await anna.start();
  await anna.sees("из ответа");
});

test("polling and a webhook exclude each other", async () => {
  const { sandbox, api } = await openStage();
  const { url } = await openReceiver(() => ({ status: 200 }));
  const polling = refusal(api.getUpdates({ timeout: 20 }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await api.setWebhook(url);
  expect(await polling).toBe("Conflict: terminated by setWebhook request");
  expect(await refusal(api.getUpdates())).toBe(
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  );
  await api.deleteWebhook();
  await sandbox.person({ first_name: "Анна" }).start();
  expect(await api.getUpdates()).toHaveLength(1);
  expect(await refusal(api.setWebhook("http://example.com/hook"))).toBe(
    "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
  );
  expect(await refusal(api.setWebhook(url, { secret_token: "с пробелом" }))).toBe(
    "Bad Request: secret token contains unallowed characters",
  );
});
