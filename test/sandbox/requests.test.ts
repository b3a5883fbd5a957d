import { Api, InputFile } from "grammy";
import { expect, test } from "vitest";
import { BOT_TOKEN, openStage, rawCall, refusal } from "./support/stage.ts";

test("a parameter that the Bot API does not have is refused loudly", async () => {
  const { sandbox } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  const answer = await rawCall(sandbox, "sendMessage", {
    chat_id: anna.id,
    text: "а",
    mesage_id: 1,
  });
  expect(answer).toEqual({
    ok: false,
    error_code: 400,
    description: 'Bad Request: sandbox: unknown parameter "mesage_id" of sendMessage',
  });
});

test("unknown keys inside objects and known but unserved parameters are refused", async () => {
  const { sandbox } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  const inside = await rawCall(sandbox, "sendMessage", {
    chat_id: anna.id,
    text: "а",
    reply_parameters: { message_id: 1, allow_sending_without_repl: true },
  });
  expect(inside.description).toContain("reply_parameters");
  expect(inside.description).toContain("allow_sending_without_repl");
  const unserved = await rawCall(sandbox, "sendMessage", {
    chat_id: anna.id,
    text: "а",
    business_connection_id: "x",
  });
  expect(unserved.description).toContain("known to the Bot API, but not to the sandbox");
});

test("missing and wrong parameters are named in the server's words", async () => {
  const { sandbox } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  const said = async (method: string, parameters: object) =>
    (await rawCall(sandbox, method, { ...parameters })).description;
  expect(await said("sendMessage", { text: "а" })).toBe("Bad Request: chat_id is empty");
  expect(await said("sendMessage", { chat_id: anna.id })).toBe(
    "Bad Request: message text is empty",
  );
  expect(await said("sendMessage", { chat_id: 1, text: "а" })).toBe("Bad Request: chat not found");
  expect(await said("deleteMessage", { chat_id: anna.id, message_id: "x" })).toBe(
    'Bad Request: sandbox: parameter "message_id" must be an integer',
  );
  expect(
    await said("copyMessages", { chat_id: anna.id, from_chat_id: anna.id, message_ids: [2, 1] }),
  ).toContain("strictly increasing");
});

test("a wrong token and an unknown method are told apart", async () => {
  const { sandbox } = await openStage();
  const stranger = new Api("1:wrong", { apiRoot: sandbox.address });
  expect(await refusal(stranger.getMe())).toBe("Unauthorized");
  const unknown = await rawCall(sandbox, "sendTelepathy");
  expect(unknown).toMatchObject({ error_code: 404, description: "Not Found: method not found" });
});

test("methods are case-insensitive, and parameters may come in the address or as a form", async () => {
  const { sandbox } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  const root = `${sandbox.address}/bot${BOT_TOKEN}`;
  await fetch(`${root}/SENDmessage?chat_id=${anna.id}&text=${encodeURIComponent("из адреса")}`);
  await anna.sees("из адреса");
  const reply_markup = JSON.stringify({
    inline_keyboard: [[{ text: "Да", callback_data: "yes" }]],
  });
  await fetch(`${root}/sendMessage`, {
    method: "POST",
    body: new URLSearchParams({ chat_id: String(anna.id), text: "из формы", reply_markup }),
  });
  expect((await anna.sees("из формы")).buttons).toEqual([["Да"]]);
});

test("a file with a Cyrillic name arrives whole, though grammY does not quote the name", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  const bytes = Buffer.from("строка\r\n--граница\r\n\r\nещё");
  const sent = await api.sendDocument(anna.id, new InputFile(bytes, "Устав фонда.txt"), {
    caption: "Вот <b>устав</b>",
    parse_mode: "HTML",
  });
  expect(sent.document).toMatchObject({ file_name: "Устав фонда.txt", mime_type: "text/plain" });
  const file = await api.getFile(sent.document.file_id);
  const response = await fetch(`${sandbox.address}/file/bot${BOT_TOKEN}/${file.file_path}`);
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
});

test("the ledger keeps all calls but polling, with files as name and size", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  await api.getUpdates();
  await api.sendDocument(anna.id, new InputFile(Buffer.from("abc"), "a.txt"));
  await refusal(api.sendMessage(anna.id, ""));
  expect(sandbox.ledger.calls().map(({ method }) => method)).toEqual([
    "sendDocument",
    "sendMessage",
  ]);
  expect(sandbox.ledger.calls("sendDocument")[0]?.params["document"]).toEqual({
    upload: "a.txt",
    size: 3,
  });
  expect(sandbox.ledger.calls("sendMessage", false)[0]?.outcome).toMatchObject({ error_code: 400 });
});
