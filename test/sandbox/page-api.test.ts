import { expect, onTestFinished, test } from "vitest";
import type { ActResult, Action, PageEvent, Snapshot } from "../../src/sandbox/protocol.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { openStage } from "./support/stage.ts";

async function openPage() {
  const stage = await openStage({ page: true });
  const { sandbox } = stage;
  const anna = sandbox.person({ first_name: "Анна", last_name: "Петрова" });
  const olga = sandbox.person({ first_name: "Ольга" });
  const group = sandbox.group({ title: "Центр", owner: olga, forum: true, botIsAdmin: true });
  sandbox.phones([
    { person: anna, caption: "Шадринск" },
    { person: olga, chats: [group], privateChat: false },
  ]);
  return { ...stage, anna, olga, group };
}

async function state(sandbox: Sandbox): Promise<Snapshot> {
  return (await (await fetch(`${sandbox.address}/sandbox/state`)).json()) as Snapshot;
}

async function act(sandbox: Sandbox, action: Action, files: File[] = []): Promise<ActResult> {
  const form = new FormData();
  form.set("action", JSON.stringify(action));
  for (const file of files) form.append("file", file);
  const body = files.length > 0 ? form : JSON.stringify(action);
  const response = await fetch(`${sandbox.address}/sandbox/act`, { method: "POST", body });
  return (await response.json()) as ActResult;
}

/** Collects the page's events until the test ends. */
async function listenTo(sandbox: Sandbox): Promise<PageEvent[]> {
  const events: PageEvent[] = [];
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const response = await fetch(`${sandbox.address}/sandbox/events`, { signal: controller.signal });
  const read = async () => {
    let rest = "";
    for await (const part of response.body ?? []) {
      rest += Buffer.from(part).toString();
      const lines = rest.split("\n\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line.startsWith("data: ")) events.push(JSON.parse(line.slice(6)) as PageEvent);
      }
    }
  };
  read().catch(() => {});
  await expect.poll(() => events.length).toBe(1);
  return events;
}

test("the state has the phones in the starter's order with what each person sees", async () => {
  const { sandbox, api, anna, group } = await openPage();
  await api.setMyDescription("Спросите нас");
  await anna.start();
  await api.sendMessage(anna.id, "<b>Меню</b>", {
    parse_mode: "HTML",
    reply_markup: { keyboard: [["Задать вопрос"]], is_persistent: true },
  });
  await api.createForumTopic(group.id, "127");
  const { bot, phones } = await state(sandbox);
  expect(bot).toMatchObject({ username: "resource_center_bot", description: "Спросите нас" });
  expect(
    phones.map(({ person, caption, chats }) => [
      person.name,
      caption,
      chats.map(({ kind }) => kind),
    ]),
  ).toEqual([
    ["Анна Петрова", "Шадринск", ["private"]],
    ["Ольга", undefined, ["forum"]],
  ]);
  const [chat] = phones[0]?.chats ?? [];
  expect(chat?.messages.map(({ text, outgoing }) => [text, outgoing])).toEqual([
    ["/start", true],
    ["Меню", false],
  ]);
  expect(chat?.messages[1]?.entities).toEqual([{ type: "bold", offset: 0, length: 4 }]);
  expect(chat?.replyKeyboard?.rows).toEqual([[{ text: "Задать вопрос", kind: "text" }]]);
  expect(phones[1]?.chats[0]?.topics.map(({ name }) => name)).toEqual(["General", "127"]);
});

test("events bring new, changed and deleted messages to each phone that sees the chat", async () => {
  const { sandbox, api, anna } = await openPage();
  const events = await listenTo(sandbox);
  await anna.start();
  const sent = await api.sendMessage(anna.id, "а", {
    reply_markup: { inline_keyboard: [[{ text: "Да", callback_data: "yes" }]] },
  });
  await api.editMessageText(anna.id, sent.message_id, "б");
  await api.deleteMessage(anna.id, sent.message_id);
  sandbox.clock.advance(1000);
  await expect.poll(() => events.some(({ kind }) => kind === "clock")).toBe(true);
  expect(events.every((event) => !("person" in event) || event.person === anna.id)).toBe(true);
  const seen = events.flatMap((event) => {
    if (event.kind === "message") return [[event.message.text, event.message.buttons.length]];
    return event.kind === "deleted" ? [event.messages] : [];
  });
  expect(seen).toEqual([["/start", 0], ["а", 1], ["б", 0], [sent.message_id]]);
});

test("the page writes, taps, presses, reacts, edits and sends files for its people", async () => {
  const { sandbox, api, anna, olga, group } = await openPage();
  const person = anna.id;
  expect(await act(sandbox, { do: "start", person, payload: "x" })).toMatchObject({ ok: true });
  const written = await act(sandbox, { do: "write", person, chat: person, text: "вопрос" });
  const id = written.ok ? (written.message?.id ?? 0) : 0;
  await act(sandbox, { do: "edit", person, chat: person, message: id, text: "вопрос!" });
  await act(sandbox, { do: "react", person, chat: person, message: id, emoji: "👍" });
  const voice = new File([Buffer.from("звук")], "голос.webm", { type: "audio/webm" });
  await act(
    sandbox,
    { do: "send", person, chat: person, kind: "voice", duration: 3.4, replyTo: id },
    [voice],
  );
  const photos = ["1.jpg", "2.jpg"].map((name) => new File([name], name, { type: "image/jpeg" }));
  await act(
    sandbox,
    { do: "album", person, chat: person, kinds: ["photo", "photo"], caption: "вот" },
    photos,
  );
  expect(anna.messages()).toMatchObject([
    { text: "/start x" },
    { text: "вопрос!", reactions: [{ emoji: "👍", by: person }] },
    { voice: { duration: 3, mime_type: "audio/webm" }, reply_to_message: { message_id: id } },
    { caption: "вот" },
    { photo: {} },
  ]);

  const sent = await api.sendMessage(anna.id, "Отправить?", {
    reply_markup: { inline_keyboard: [[{ text: "Да", callback_data: "yes" }]] },
  });
  const tapping = act(sandbox, {
    do: "tap",
    person,
    chat: person,
    message: sent.message_id,
    row: 0,
    column: 0,
  });
  await expect.poll(() => sandbox.pendingUpdates()).toBeGreaterThan(6);
  const [update] = await api.getUpdates({ offset: -1 });
  await api.answerCallbackQuery(update?.callback_query?.id ?? "", {
    text: "Отправлено",
    show_alert: true,
  });
  expect(await tapping).toMatchObject({ ok: true, answer: { text: "Отправлено", isAlert: true } });

  const thread = group.createTopic("127", olga);
  await act(sandbox, { do: "write", person: olga.id, chat: group.id, thread, text: "разговор" });
  await act(sandbox, { do: "close_topic", person: olga.id, chat: group.id, thread });
  expect(group.topics()).toMatchObject([{ name: "127", closed: true }]);
  expect(olga.messages({ chat: group, thread }).at(-2)?.text).toBe("разговор");
});

test("what cannot be done is told in one sentence", async () => {
  const { sandbox, anna, group } = await openPage();
  const refused = await act(sandbox, { do: "write", person: anna.id, chat: group.id, text: "а" });
  expect(refused).toEqual({
    ok: false,
    error: expect.stringContaining("is not in «Центр»") as string,
  });
  const foreign = await fetch(`${sandbox.address}/sandbox/act`, {
    method: "POST",
    headers: { origin: "http://elsewhere.example" },
    body: JSON.stringify({ do: "start", person: anna.id }),
  });
  expect(await foreign.json()).toMatchObject({ ok: false });
  expect(anna.messages()).toEqual([]);
});

test("files are served whole and in parts, and never as a page", async () => {
  const { sandbox, anna } = await openPage();
  const file = Buffer.from("<script>0123456789</script>");
  const sent = await anna.send({
    kind: "document",
    file,
    fileName: "a.html",
    mimeType: "text/html",
  });
  const url = `${sandbox.address}/sandbox/file/${sent.document?.file_id}`;
  const whole = await fetch(url);
  expect(whole.headers.get("content-type")).toBe("application/octet-stream");
  expect(Buffer.from(await whole.arrayBuffer()).equals(file)).toBe(true);
  const part = await fetch(url, { headers: { range: "bytes=8-11" } });
  expect([part.status, await part.text()]).toEqual([206, "0123"]);
  const hollow = await anna.send({ kind: "video", fileSize: 30_000_000 });
  expect((await fetch(`${sandbox.address}/sandbox/file/${hollow.video?.file_id}`)).status).toBe(
    404,
  );
});

test("the page's own files come without their types, and nothing from outside its folder", async () => {
  const { sandbox } = await openPage();
  const page = await fetch(sandbox.address);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
  expect(await page.text()).toContain('<script type="module"');
  const script = await fetch(`${sandbox.address}/main.ts`);
  expect(script.headers.get("content-type")).toContain("text/javascript");
  expect(await script.text()).not.toContain("import type");
  for (const name of ["preact.mjs", "preact-hooks.mjs", "htm.mjs"]) {
    expect((await fetch(`${sandbox.address}/vendor/${name}`)).status).toBe(200);
  }
  expect((await fetch(`${sandbox.address}/%2e%2e/index.ts`)).status).toBe(404);
  expect((await fetch(`${sandbox.address}/..%2findex.ts`)).status).toBe(404);
});
