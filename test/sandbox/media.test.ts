import { InputFile } from "grammy";
import { expect, test } from "vitest";
import type { MediaKind } from "../../src/sandbox/index.ts";
import { BOT_TOKEN, openStage, refusal } from "./support/stage.ts";

const KINDS: MediaKind[] = [
  "photo",
  "voice",
  "video_note",
  "video",
  "audio",
  "document",
  "sticker",
  "animation",
];

test.each(KINDS)(
  "a person's %s reaches the bot and can be sent on by its id and copied",
  async (kind) => {
    const { sandbox, api } = await openStage();
    const anna = sandbox.person({ first_name: "Анна" });
    const vera = sandbox.person({ first_name: "Вера" });
    await vera.start();
    const sent = await anna.send({ kind });
    const update = (await api.getUpdates()).at(-1);
    expect(update?.message?.[kind]).toBeDefined();
    const shown = sent[kind];
    const id = (Array.isArray(shown) ? shown.at(-1) : shown)?.file_id ?? "";
    // Each by its own method: a file id is good for its kind only.
    const again = {
      photo: () => api.sendPhoto(vera.id, id),
      voice: () => api.sendVoice(vera.id, id),
      video_note: () => api.sendVideoNote(vera.id, id),
      video: () => api.sendVideo(vera.id, id),
      audio: () => api.sendAudio(vera.id, id),
      document: () => api.sendDocument(vera.id, id),
      sticker: () => api.sendSticker(vera.id, id),
      animation: () => api.sendAnimation(vera.id, id),
    }[kind];
    await again();
    expect(vera.messages().at(-1)?.[kind]).toEqual(shown);
    await api.copyMessage(vera.id, anna.id, sent.message_id);
    expect(vera.messages().at(-1)?.[kind]).toEqual(shown);
  },
);

test("a file keeps its kind when it is sent again by its id", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const voice = (await anna.send({ kind: "voice" })).voice?.file_id ?? "";
  expect(await refusal(api.sendDocument(anna.id, voice))).toBe(
    "Bad Request: can't use file of type VoiceNote as Document",
  );
  expect(await refusal(api.sendDocument(anna.id, "nonsense"))).toBe(
    "Bad Request: wrong file identifier/HTTP URL specified",
  );
});

test("files can be downloaded up to 20 MB", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const file = Buffer.from("содержание");
  const small = await anna.send({ kind: "document", file, fileName: "устав.pdf" });
  expect(small.document).toMatchObject({ file_name: "устав.pdf", mime_type: "application/pdf" });
  const { file_path } = await api.getFile(small.document?.file_id ?? "");
  const response = await fetch(`${sandbox.address}/file/bot${BOT_TOKEN}/${file_path}`);
  expect(Buffer.from(await response.arrayBuffer()).equals(file)).toBe(true);
  const stranger = await fetch(`${sandbox.address}/file/bot1:x/${file_path}`);
  expect(stranger.status).toBe(404);

  const large = await anna.send({ kind: "video", fileSize: 21 * 1024 * 1024 });
  expect(await refusal(api.getFile(large.video?.file_id ?? ""))).toBe(
    "Bad Request: file is too big",
  );
  expect(await refusal(api.copyMessage(anna.id, anna.id, large.message_id))).toBe("ok");
});

test("uploads over 50 MB and photos over 10 MB are refused", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  const upload = (megabytes: number) =>
    new InputFile(Buffer.alloc(megabytes * 1024 * 1024 + 1), "a.bin");
  expect(await refusal(api.sendDocument(anna.id, upload(50)))).toBe("Request Entity Too Large");
  expect(await refusal(api.sendPhoto(anna.id, upload(10)))).toContain("is too big for a photo");
  expect(await refusal(api.sendDocument(anna.id, new InputFile(Buffer.alloc(0), "a.bin")))).toBe(
    "Bad Request: file must be non-empty",
  );
});

test("an album of a person comes one item at a time under one id; the bot's come as one answer", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.sendAlbum([{ kind: "photo" }, { kind: "video" }], { caption: "вот" });
  const updates = await api.getUpdates();
  expect(updates.map(({ message }) => message?.caption)).toEqual(["вот", undefined]);
  expect(new Set(updates.map(({ message }) => message?.media_group_id)).size).toBe(1);
  const photo = updates[0]?.message?.photo?.at(-1)?.file_id ?? "";
  const sent = await api.sendMediaGroup(anna.id, [
    { type: "photo", media: photo, caption: "<b>а</b>", parse_mode: "HTML" },
    { type: "photo", media: new InputFile(Buffer.from("x"), "b.jpg") },
  ]);
  expect(sent.map(({ caption }) => caption)).toEqual(["а", undefined]);
  const shown = anna.messages().slice(-2);
  expect(new Set(shown.map(({ media_group_id }) => media_group_id)).size).toBe(1);
  const document = new InputFile(Buffer.from("x"), "b.txt");
  const mixed = api.sendMediaGroup(anna.id, [
    { type: "photo", media: photo },
    { type: "document", media: document } as never,
  ]);
  expect(await refusal(mixed)).toBe("Bad Request: document can't be mixed with other media types");
});

test("copyMessages and forwardMessages keep albums and leave out what is missing", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const vera = sandbox.person({ first_name: "Вера", hidesForwards: true });
  await vera.start();
  const album = await anna.sendAlbum([{ kind: "photo" }, { kind: "photo" }]);
  const ids = album.map(({ message_id }) => message_id);
  expect(await api.copyMessages(vera.id, anna.id, [...ids, 500])).toHaveLength(2);
  const copies = vera.messages().slice(-2);
  expect(new Set(copies.map(({ media_group_id }) => media_group_id)).size).toBe(1);
  expect(copies[0]?.media_group_id).not.toBe(album[0]?.media_group_id);
  await api.forwardMessages(vera.id, anna.id, ids);
  expect(vera.messages().at(-1)?.forward_origin).toMatchObject({
    type: "user",
    sender_user: { first_name: "Анна" },
  });
  expect(await refusal(api.copyMessage(vera.id, anna.id, 500))).toBe(
    "Bad Request: message to copy not found",
  );
  const hidden = await vera.write("а");
  const forwarded = await api.forwardMessage(anna.id, vera.id, hidden.message_id);
  expect(forwarded.forward_origin).toMatchObject({ type: "hidden_user", sender_user_name: "Вера" });
});

test("a copy may get another caption and buttons", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const photo = await anna.send({ kind: "photo", caption: "было" });
  await api.copyMessage(anna.id, anna.id, photo.message_id, {
    caption: "стало",
    reply_markup: { inline_keyboard: [[{ text: "Да", callback_data: "yes" }]] },
  });
  expect(anna.messages().at(-1)).toMatchObject({ caption: "стало", buttons: [["Да"]] });
});

test("whoever forbids voice messages gets none", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const vera = sandbox.person({ first_name: "Вера", forbidsVoice: true });
  await vera.start();
  const voice = await anna.send({ kind: "voice" });
  expect(await refusal(api.copyMessage(vera.id, anna.id, voice.message_id))).toBe(
    "Bad Request: VOICE_MESSAGES_FORBIDDEN",
  );
  expect(await api.getChat(vera.id)).toMatchObject({
    has_restricted_voice_and_video_messages: true,
  });
});

test("contacts, places, polls and dice pass both ways", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.send({ kind: "contact", phone_number: "+7999", first_name: "Пётр" });
  await anna.send({ kind: "location" });
  await anna.send({ kind: "poll" });
  await anna.send({ kind: "dice" });
  const updates = await api.getUpdates();
  expect(updates.map(({ message }) => Object.keys(message ?? {}).at(-1))).toEqual([
    "contact",
    "location",
    "poll",
    "dice",
  ]);
  expect((await api.sendContact(anna.id, "+7999", "Пётр")).contact.phone_number).toBe("+7999");
  expect((await api.sendVenue(anna.id, 56, 63, "Центр", "ул. Ленина")).venue.title).toBe("Центр");
  expect((await api.sendLocation(anna.id, 56, 63)).location.latitude).toBe(56);
  const poll = await api.sendPoll(anna.id, "Когда?", [{ text: "Утром" }, { text: "Вечером" }]);
  expect(poll.poll.options).toHaveLength(2);
  expect((await api.stopPoll(anna.id, poll.message_id)).is_closed).toBe(true);
  expect((await api.sendDice(anna.id, "🎲")).dice.value).toBeGreaterThan(0);
  expect(await refusal(api.sendChatAction(anna.id, "typing"))).toBe("ok");
});
