import { describe, expect, test } from "vitest";
import type { MessageContent } from "../../src/delivery/index.ts";
import { relay } from "../../src/delivery/index.ts";
import { enqueueAlbumItem } from "../../src/delivery/enqueue-store.ts";
import type { MediaItem, Person, SandboxMessage } from "../../src/sandbox/index.ts";
import { readContent } from "../../src/telegram/index.ts";
import { mentions, type Stage, startStage } from "./stage.ts";

const heading = "Вопрос № 1 · Валентина";
const gathered = 1000;

async function withPeople(stage: Stage): Promise<[author: Person, colleague: Person]> {
  const author = stage.sandbox.person({ first_name: "Валентина" });
  const colleague = stage.sandbox.person({ first_name: "Ольга" });
  await author.start();
  await colleague.start();
  return [author, colleague];
}

async function sendOn(
  stage: Stage,
  message: SandboxMessage,
  colleague: Person,
  content: MessageContent = readContent(message),
): Promise<void> {
  const id = String(message.message_id);
  await stage.prisma.$transaction((transaction) =>
    relay(
      transaction,
      { key: `copy:${id}`, content, about: { feature: "test", what: "copy", messages: [id] } },
      { chatId: colleague.id },
      { heading },
      stage.sandbox.clock.now(),
    ),
  );
}

const photos: MediaItem[] = [
  { kind: "photo", caption: "крыша" },
  { kind: "photo", caption: "стена" },
  { kind: "photo" },
];

function albumsOf(stage: Stage) {
  return stage.sandbox.ledger
    .calls("sendMediaGroup", true)
    .map(({ params }) => (params["media"] as unknown[]).length);
}

describe("an album that arrives item by item", () => {
  test("is sent on as one album, and each copy is told with its original", async () => {
    await using stage = await startStage();
    const [author, colleague] = await withPeople(stage);
    const items = await author.sendAlbum(photos);
    for (const item of items) await sendOn(stage, item, colleague);
    stage.sandbox.clock.advance(gathered);
    await stage.settled();
    expect(albumsOf(stage)).toEqual([3]);
    expect(stage.texts()).toEqual([]);
    const copies = colleague.messages().filter(({ photo }) => photo);
    expect(copies.map(({ caption }) => caption)).toEqual([
      `${heading}\n\nкрыша`,
      "стена",
      undefined,
    ]);
    expect(stage.told).toMatchObject([
      {
        about: { messages: items.map(({ message_id }) => String(message_id)) },
        delivered: { kind: "sent", messageIds: copies.map(({ message_id }) => message_id) },
      },
    ]);
  });

  test("is one album also when its items are handled at the same moment", async () => {
    await using stage = await startStage();
    const [author, colleague] = await withPeople(stage);
    const items = await author.sendAlbum(photos);
    await Promise.all(items.map((item) => sendOn(stage, item, colleague)));
    stage.sandbox.clock.advance(gathered);
    await stage.settled();
    expect(albumsOf(stage)).toEqual([3]);
  });

  test("holds up what was written after it, so that the order stays", async () => {
    await using stage = await startStage();
    const [author, colleague] = await withPeople(stage);
    const items = await author.sendAlbum(photos);
    for (const item of items) await sendOn(stage, item, colleague);
    await sendOn(stage, await author.write("а это текст"), colleague);
    await stage.settled();
    const seen = colleague.messages().filter(({ from }) => from?.is_bot);
    expect(seen.map((message) => message.text ?? "photo").slice(-4)).toEqual([
      "photo",
      "photo",
      "photo",
      `${heading}\n\nа это текст`,
    ]);
  });

  test("of which only one item came is that item", async () => {
    await using stage = await startStage();
    const [author, colleague] = await withPeople(stage);
    const [item] = await author.sendAlbum(photos);
    if (item) await sendOn(stage, item, colleague);
    stage.sandbox.clock.advance(gathered);
    await stage.settled();
    expect(albumsOf(stage)).toEqual([]);
    expect(stage.sandbox.ledger.calls("sendPhoto", true)).toHaveLength(1);
    await colleague.sees(`${heading}\n\nкрыша`);
  });

  test("lets an item that comes late go alone, under its own heading", async () => {
    await using stage = await startStage();
    const [author, colleague] = await withPeople(stage);
    const [first, second, late] = await author.sendAlbum(photos);
    for (const item of [first, second]) if (item) await sendOn(stage, item, colleague);
    stage.sandbox.clock.advance(gathered);
    await stage.settled();
    if (late) await sendOn(stage, late, colleague);
    await stage.settled();
    expect(albumsOf(stage)).toEqual([2]);
    const [alone] = stage.sandbox.ledger.calls("sendPhoto", true);
    expect(alone?.params).toMatchObject({ caption: heading });
  });

  test("lets an item go alone that no album can hold", async () => {
    await using stage = await startStage();
    const [author, colleague] = await withPeople(stage);
    const poll = await author.send({ kind: "poll" });
    await sendOn(stage, poll, colleague, { ...readContent(poll), albumId: "album" });
    await stage.settled();
    expect(stage.sandbox.ledger.calls("copyMessage", true)).toHaveLength(1);
  });
});

test("an item is sent alone when its album was changed after a refusal and is none any more", async () => {
  const flood = {
    kind: "refused" as const,
    code: 429,
    description: "Too Many Requests: retry after 30",
    retryAfterSeconds: 30,
  };
  let tries = 0;
  await using stage = await startStage({
    call: async (method) => {
      if (method !== "sendPhoto") return { kind: "ok", result: { message_id: 1 } };
      tries += 1;
      if (tries > 1) return flood;
      return { kind: "refused", code: 400, description: "Bad Request: can't parse entities: x" };
    },
  });
  const add = (id: string) => {
    const entities = [{ type: "bold", offset: 0, length: 5 }];
    const item = { type: "photo", media: id, caption: "жирно", caption_entities: entities };
    const about = { feature: "test", what: "copy", messages: [id] };
    const params = { media: [item] };
    const album = [{ key: "album", chatId: 8, about, method: "sendMediaGroup", params }];
    return stage.prisma.$transaction((transaction) =>
      enqueueAlbumItem(transaction, item, album, [mentions(`alone ${id}`, 8)]),
    );
  };
  await add("first");
  await expect.poll(() => stage.row("album")).toMatchObject({ state: "queued", attempts: 2 });
  await add("second");
  expect(await stage.row("alone second")).toMatchObject({ state: "queued" });
  expect(await stage.row("album")).toMatchObject({ state: "queued" });
});
