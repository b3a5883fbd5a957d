import { expect, test } from "vitest";
import { openStage, refusal } from "./support/stage.ts";

test("only Telegram's own emoji, only those that the group allows, one for a message", async () => {
  const { sandbox, api } = await openStage();
  const olga = sandbox.person({ first_name: "Ольга" });
  const group = sandbox.group({ title: "Центр", owner: olga, botIsAdmin: true });
  const { message_id } = await olga.write("ответ", { chat: group });
  const react = (...emoji: string[]) =>
    refusal(
      api.setMessageReaction(
        group.id,
        message_id,
        emoji.map((one) => ({ type: "emoji", emoji: one as "👌" })),
      ),
    );
  expect(await react("👌")).toBe("ok");
  expect(await react("✅")).toBe("Bad Request: REACTION_INVALID");
  expect(await react("👌", "👍")).toBe("Bad Request: REACTIONS_TOO_MANY");
  group.setReactions(["👍"]);
  expect(await react("👌")).toBe("Bad Request: REACTION_INVALID");
  expect(await react("👍")).toBe("ok");
  expect(olga.messages({ chat: group }).at(-1)?.reactions).toEqual([{ emoji: "👍", by: 4242 }]);
  expect(await react()).toBe("ok");
  group.setReactions([]);
  expect(await react("👍")).toBe("Bad Request: REACTION_INVALID");
  const missing = api.setMessageReaction(group.id, 999, [{ type: "emoji", emoji: "👍" }]);
  expect(await refusal(missing)).toBe("Bad Request: message to react not found");
});

test("people's reactions are told in private chats and to administrators only", async () => {
  const { sandbox, api } = await openStage();
  const olga = sandbox.person({ first_name: "Ольга" });
  const group = sandbox.group({ title: "Центр", owner: olga, botIsMember: true });
  await api.getUpdates({ allowed_updates: ["message_reaction"] });
  await olga.start();
  const alone = await api.sendMessage(olga.id, "а");
  await api.sendMessage(group.id, "б");
  await olga.react(await olga.sees("а"), "👍");
  await olga.react(await olga.sees("а"), null);
  await olga.react(await olga.sees("б", { chat: group }), "👍");
  const updates = await api.getUpdates({ offset: -9 });
  expect(updates.map(({ message_reaction }) => message_reaction)).toMatchObject([
    { message_id: alone.message_id, user: { id: olga.id }, new_reaction: [{ emoji: "👍" }] },
    { message_id: alone.message_id, new_reaction: [] },
  ]);
});
