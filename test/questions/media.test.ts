import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sendable } from "../../src/sandbox/index.ts";
import { type Network, type Staffed, startNetwork } from "../support/network.ts";

let network: Network;
let shadrinsk: Staffed;

beforeAll(async () => {
  network = await startNetwork();
  shadrinsk = await network.staff("shadrinsk", "topics");
});
afterAll(() => network[Symbol.asyncDispose]());

const kinds: Sendable[] = [
  { kind: "photo", caption: "вот документ" },
  { kind: "voice" },
  { kind: "video", caption: "видео" },
  { kind: "video_note" },
  { kind: "audio" },
  { kind: "document", fileName: "ustav.pdf", caption: "устав" },
  { kind: "animation" },
  { kind: "sticker" },
  { kind: "location" },
  { kind: "contact" },
  { kind: "document", fileName: "big.zip", fileSize: 30 * 1024 * 1024, caption: "больше 20 МБ" },
];

/** A member with a question whose card the coordinator has. */
async function asked() {
  const member = await network.member("Валентина", "Шадринск");
  const number = await network.ask(member, "Вопрос с вложениями");
  const { group: chat } = shadrinsk;
  if (!chat) throw new Error("no group");
  const card = await shadrinsk.coordinator.sees(`Вопрос № ${number} ·`, { chat });
  return { member, number, chat, card, thread: card.message_thread_id ?? 0 };
}

/** Waits for a new message of this kind from someone else. */
async function arrives(look: () => object[], kind: string, before: number): Promise<object> {
  await expect
    .poll(() =>
      look()
        .slice(before)
        .some((message) => kind in message),
    )
    .toBe(true);
  return (
    look()
      .slice(before)
      .find((message) => kind in message) ?? {}
  );
}

describe("every kind of message passes both ways", () => {
  test.each(kinds)("$kind", async (item) => {
    const { member, chat, card, thread } = await asked();
    const desk = () => shadrinsk.coordinator.messages({ chat, thread });
    const beforeAnswer = member.messages().length;
    await shadrinsk.coordinator.send(item, { chat, replyTo: card });
    const answer = await arrives(() => member.messages(), item.kind, beforeAnswer);
    const caption = "caption" in item ? (item.caption ?? "") : "";
    expect(JSON.stringify(answer)).toContain(caption);

    const beforeMore = desk().length;
    const replyTo = answer as { message_id: number };
    await member.send(item, { replyTo });
    const more = await arrives(desk, item.kind, beforeMore);
    expect(JSON.stringify(more)).toContain(caption);
  });
});

describe("albums", () => {
  const photos = [{ kind: "photo" }, { kind: "photo" }, { kind: "photo" }] as const;

  test("an album asked with stays one album at the desk", async () => {
    const member = await network.member("Валентина", "Шадринск");
    await member.press("Задать вопрос");
    await member.tap(await member.sees("О чём ваш вопрос?"), "Не знаю");
    await member.sees("Теперь напишите вопрос");
    await member.sendAlbum([...photos], { caption: "Посмотрите смету" });
    const draft = await member.sees("В вопросе 3 сообщения");
    await member.tap(draft, "Отправить");
    const { group: chat } = shadrinsk;
    if (!chat) throw new Error("no group");
    const first = await shadrinsk.coordinator.sees("Посмотрите смету", { chat });
    const album = () =>
      shadrinsk.coordinator
        .messages({ chat })
        .filter((message) => message.media_group_id === first.media_group_id);
    await expect.poll(() => album().length).toBe(3);
  });

  test("an album answered with stays one album, with the buttons in a text below", async () => {
    const { member, number, chat, card } = await asked();
    await shadrinsk.coordinator.sendAlbum([...photos], { chat, replyTo: card, caption: "Образцы" });
    const first = await member.sees("Образцы");
    const under = await member.sees(`Помог ли вам ответ на вопрос № ${number}?`, { after: first });
    expect(under.buttons.flat()).toContain("Спасибо, помогло");
    const album = member
      .messages()
      .filter((message) => message.media_group_id === first.media_group_id);
    expect(album).toHaveLength(3);
    await member.write("Спасибо, вижу", { replyTo: first });
    await shadrinsk.coordinator.sees("Спасибо, вижу", { chat });
  });

  test("an album of which only one item arrives is passed on as that item", async () => {
    const { member, chat, card } = await asked();
    await shadrinsk.coordinator.sendAlbum([{ kind: "photo" }], {
      chat,
      replyTo: card,
      caption: "Одно фото",
    });
    await member.sees("Одно фото");
  });
});

describe("long texts", () => {
  test("an answer that Telegram cut into three arrives whole and in order", async () => {
    const { member, chat, card, thread } = await asked();
    const parts = ["первая ", "вторая ", "третья "].map((word) => word.repeat(700).slice(0, 4096));
    await shadrinsk.coordinator.write(parts[0] ?? "", { chat, replyTo: card });
    await shadrinsk.coordinator.write(parts[1] ?? "", { chat, thread });
    await shadrinsk.coordinator.write(parts[2] ?? "", { chat, thread });
    await member.sees("третья");
    const texts = member.messages().map(({ text }) => text ?? "");
    const places = parts.map((part) => texts.findIndex((text) => text.includes(part.trim())));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });
});

test("the words of a forwarded message keep their origin's name", async () => {
  const { member, number, chat } = await asked();
  const accountant = network.sandbox.person({ first_name: "Бухгалтер" });
  const source = await accountant.write("Отчёт сдан в срок");
  await member.forward(source);
  const which = await member.sees("Ваше сообщение – к нему?");
  await member.tap(which, `Добавить к вопросу № ${number}`);
  const copy = await shadrinsk.coordinator.sees("Отчёт сдан в срок", { chat });
  expect(copy.text).toContain("пересылает от: Бухгалтер");
});
