import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Group, MediaItem, Person, SandboxMessage } from "../../src/sandbox/index.ts";
import { type Network, type Staffed, startNetwork } from "../support/network.ts";

const day = 24 * 60 * 60 * 1000;
const oneSecond = 1000;

let network: Network;
let center: Staffed & { group: Group };

beforeAll(async () => {
  network = await startNetwork();
  const { group, ...people } = await network.staff("shadrinsk", "plain group");
  if (!group) throw new Error("the center works in a group");
  center = { ...people, group };
});

afterAll(() => network[Symbol.asyncDispose]());

/** Someone who has chosen the kind of support and is asked for their words. */
async function asking(firstName: string): Promise<Person> {
  const person = await network.member(firstName, "Шадринск");
  await person.press("Задать вопрос");
  await person.tap(await person.sees("О чём ваш вопрос?"), "Не знаю");
  await person.sees("Теперь напишите вопрос");
  return person;
}

/** Sends the draft that the person sees below a message; returns the question's number. */
async function sendDraft(person: Person, after: SandboxMessage): Promise<number> {
  await person.tap(await person.sees("Всё верно?", { after }), "Отправить");
  const sent = await person.sees(/Вопрос № \d+ отправлен/, { after });
  return Number(/№ (\d+)/.exec(sent.text ?? "")?.[1]);
}

function atCenter(pattern: string | RegExp): Promise<SandboxMessage> {
  return center.coordinator.sees(pattern, { chat: center.group });
}

function wordsAtCenter(): string {
  return center.coordinator
    .messages({ chat: center.group })
    .map(({ text, caption }) => text ?? caption ?? "")
    .join("\n");
}

describe("what comes in pieces", () => {
  test("three messages of 4,096 characters at once are one question, with every word", async () => {
    const person = await asking("Мария");
    const parts = ["а", "б", "в"].map((letter) => letter.repeat(4096));
    const written = [];
    for (const part of parts) written.push(await person.write(part));
    network.sandbox.clock.advance(oneSecond);
    const [first] = written;
    if (!first) throw new Error("nothing was written");
    const card = await person.sees("В вопросе 3 сообщения", { after: first });
    const cards = person.messages().filter(({ text }) => text?.includes("Всё верно?"));
    expect(cards.map(({ message_id }) => message_id)).toEqual([card.message_id]);
    await sendDraft(person, first);
    for (const part of parts) await atCenter(part);
  });

  test("an album of which only one item arrives is sent as that item", async () => {
    const person = await asking("Пётр");
    const photo = await person.send({ kind: "photo", caption: "крыша с одной стороны" });
    network.sandbox.pushUpdate({
      message: { ...withoutView(photo), media_group_id: "998877", message_id: photo.message_id },
    });
    network.sandbox.clock.advance(oneSecond);
    const number = await sendDraft(person, photo);
    const copy = await atCenter("крыша с одной стороны");
    expect(copy.photo).toBeDefined();
    expect(copy.caption).toContain(`Вопрос № ${number}`);
  });

  test("a whole album arrives together", async () => {
    const person = await asking("Лидия");
    const items: MediaItem[] = [
      { kind: "photo", caption: "подвал до" },
      { kind: "photo", caption: "подвал после" },
    ];
    const [first] = await person.sendAlbum(items);
    if (!first) throw new Error("nothing was sent");
    network.sandbox.clock.advance(oneSecond);
    await sendDraft(person, first);
    const [one, two] = [await atCenter("подвал до"), await atCenter("подвал после")];
    expect(one.media_group_id).toBeDefined();
    expect(two.media_group_id).toBe(one.media_group_id);
  });
});

describe("what is no text", () => {
  test.each<[string, MediaItem | { kind: "poll" | "dice" | "location" }]>([
    ["a sticker", { kind: "sticker" }],
    ["a voice message", { kind: "voice" }],
    ["a round video", { kind: "video_note" }],
    ["a place on the map", { kind: "location" }],
    ["a poll", { kind: "poll" }],
    ["a dice", { kind: "dice" }],
  ])("%s becomes part of the question and reaches the center", async (_, item) => {
    const person = await asking("Нина");
    const sent = await person.send(item);
    const number = await sendDraft(person, sent);
    const { kind } = item;
    await atCenter(new RegExp(`^Вопрос № ${number} · Нина`));
    await expect
      .poll(() => center.coordinator.messages({ chat: center.group }).at(-1))
      .toHaveProperty(kind);
  });

  test("a message of a kind that nobody knows yet is kept, and the person is not left alone", async () => {
    const person = await asking("Вера");
    const before = await person.write("сначала слова");
    await person.sees("Всё верно?", { after: before });
    network.sandbox.pushUpdate({
      message: {
        ...withoutView(before),
        text: undefined,
        message_id: before.message_id + 5000,
        hologram: { file_id: "future" },
      },
    });
    await person.sees("В вопросе 2 сообщения", { after: before });
    const number = await sendDraft(person, before);
    await atCenter(new RegExp(`Вопрос № ${number} · новый[^]*сначала слова`));
  });

  test("a file of more than 20 MB is passed on without being fetched", async () => {
    const person = await asking("Роман");
    const sent = await person.send({
      kind: "video",
      fileSize: 60 * 1024 * 1024,
      caption: "запись собрания",
    });
    await sendDraft(person, sent);
    const copy = await atCenter("запись собрания");
    expect(copy.video?.file_size).toBe(60 * 1024 * 1024);
    expect(network.sandbox.ledger.calls("getFile")).toEqual([]);
  });

  test("a caption longer than a bot may send arrives as a text, and can be answered there", async () => {
    const person = await asking("Роза");
    const caption = "длинная подпись ".repeat(120);
    const sent = await person.send({ kind: "photo" });
    // what Telegram Premium allows
    network.sandbox.pushUpdate({ message: { ...withoutView(sent), caption } });
    await network.sandbox.whenIdle();
    const number = await sendDraft(person, sent);
    const words = await atCenter(caption.trim());
    await atCenter(new RegExp(`^Вопрос № ${number} · Роза`));
    const { group, coordinator } = center;
    await coordinator.write("Прочитали всё", { chat: group, replyTo: words });
    await person.sees("Прочитали всё");
  });

  test("a forwarded message keeps the name of its author", async () => {
    const person = await asking("Алла");
    const stranger = network.sandbox.person({ first_name: "Глеб", last_name: "Иванов" });
    await stranger.start();
    const original = await stranger.write("Объявлен конкурс для ветеранов");
    const forwarded = await person.forward(original);
    await sendDraft(person, forwarded);
    const copy = await atCenter("Объявлен конкурс для ветеранов");
    expect(copy.text).toContain("Глеб Иванов");
  });
});

describe("edits", () => {
  test("a text that becomes a photo before it is sent goes as the photo", async () => {
    const person = await asking("Зоя");
    const written = await person.write("Вот такая у нас крыша");
    await person.sees("Всё верно?", { after: written });
    await person.editToMedia(written, { kind: "photo", caption: "Крыша на снимке" });
    await network.sandbox.whenIdle();
    await sendDraft(person, written);
    const copy = await atCenter("Крыша на снимке");
    expect(copy.photo).toBeDefined();
  });

  test("a text that becomes a photo afterwards reaches the center as well", async () => {
    const person = await asking("Ева");
    const written = await person.write("Вот такой у нас забор");
    const number = await sendDraft(person, written);
    await atCenter("Вот такой у нас забор");
    await person.editToMedia(written, { kind: "photo", caption: "Забор на снимке" });
    const copy = await atCenter("Забор на снимке");
    expect(copy.caption).toContain(`Вопрос № ${number}`);
    expect(copy.photo).toBeDefined();
  });
});

/** The message as it stands now. */
function now(person: Person, { message_id }: SandboxMessage): SandboxMessage {
  const message = person.messages().find((one) => one.message_id === message_id);
  if (!message) throw new Error("the message is gone");
  return message;
}

/** The update that brought a message, without what only people see. */
function withoutView(message: SandboxMessage): Record<string, unknown> {
  const { reactions: _reactions, buttons: _buttons, ...rest } = message;
  return rest;
}

describe("buttons", () => {
  test("a double tap on «Отправить» sends one question", async () => {
    const person = await asking("Кира");
    const written = await person.write("Как получить помещение?");
    const card = await person.sees("Всё верно?", { after: written });
    await Promise.all([person.tap(card, "Отправить"), person.tap(card, "Отправить")]);
    await person.sees(/Вопрос № \d+ отправлен/, { after: written });
    await atCenter("Как получить помещение?");
    await network.sandbox.whenIdle();
    const sent = person.messages().filter(({ text }) => /№ \d+ отправлен/.test(text ?? ""));
    expect(sent).toHaveLength(1);
    expect(wordsAtCenter().split("Как получить помещение?")).toHaveLength(2);
  });

  test("buttons of last month still work where they can, and say so where they cannot", async () => {
    const person = await asking("Инна");
    const written = await person.write("Нужен устав");
    const card = await person.sees("Всё верно?", { after: written });
    await person.tap(card, "Другая помощь");
    network.sandbox.clock.advance(31 * day);
    await person.tap(now(person, card), "Консультация");
    await sendDraft(person, written);
    await atCenter("Нужен устав");

    const { answer } = await person.tapData(card, "q-send:abc123");
    expect(answer?.text).toContain("уже отправлен");
  });

  test.each([
    "",
    "q-",
    "q-view:999999999",
    "q-view:1'; DROP TABLE questions",
    "x:\u0000",
    "📎:1:2:3",
  ])("invented data (%j) gets a plain answer and changes nothing", async (data) => {
    const person = await network.member("Хитрец", "Шадринск");
    const screen = person.screen();
    if (!screen) throw new Error("there is no message to tap on");
    const { answer } = await person.tapData(screen, data);
    expect(answer?.text).toBeTruthy();
    const written = await person.write("А я всё ещё здесь");
    await person.sees("О чём оно?", { after: written });
  });

  test("another person's question cannot be opened by an invented button", async () => {
    const author = await asking("Тамара");
    const number = await sendDraft(author, await author.write("Это только для центра"));
    const stranger = await network.member("Чужой", "Шадринск");
    const screen = stranger.screen();
    if (!screen) throw new Error("there is no message to tap on");
    for (const button of ["q-view", "q-helped", "q-close", "q-more"])
      await stranger.tapData(screen, `${button}:${number}`);
    await network.sandbox.whenIdle();
    const seen = stranger.messages().map(({ text }) => text ?? "");
    expect(seen.join("\n")).not.toContain("Это только для центра");
  });
});
