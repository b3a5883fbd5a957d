import { describe, expect, test } from "vitest";
import {
  type Group,
  type GroupFacts,
  isWorking,
  lacksOf,
  placeIn,
  silentSince,
} from "../../src/centers/group.ts";
import { groupLink, readPayload, staffLink } from "../../src/centers/links.ts";
import { createToken, hashToken } from "../../src/centers/token.ts";

const whole: GroupFacts = {
  chatId: -100,
  title: "РЦ Шадринска",
  isForum: true,
  isMember: true,
  isAdmin: true,
  canManageTopics: true,
  canDeleteMessages: true,
  canPinMessages: true,
  reactions: null,
  protectedContent: false,
  canWrite: true,
};

describe("a center's group", () => {
  test.each<[Partial<GroupFacts>, string[]]>([
    [{}, []],
    [{ reactions: ["👌", "🤔", "👍"] }, []],
    [{ isAdmin: false, canManageTopics: false }, ["not-admin"]],
    [{ isForum: false, canManageTopics: false }, ["no-topics"]],
    [{ canManageTopics: false }, ["cannot-manage-topics"]],
    [{ reactions: ["👌"] }, ["reactions-forbidden"]],
    [{ reactions: [] }, ["reactions-forbidden"]],
    [{ protectedContent: true }, ["protected-content"]],
    [{ isAdmin: false, canWrite: false }, ["cannot-write", "not-admin"]],
    [
      { isAdmin: false, isForum: false, reactions: [] },
      ["not-admin", "no-topics", "reactions-forbidden"],
    ],
  ])("with %o lacks %o", (facts, lacks) => {
    expect(lacksOf({ ...whole, ...facts })).toEqual(lacks);
  });

  test("gives each question a topic only where the bot may open one", () => {
    const group: Group = { ...whole, id: "1", lostAt: null, mutedAt: null, toldAt: null };
    expect(placeIn(group).hasTopics).toBe(true);
    expect(placeIn({ ...group, isForum: false }).hasTopics).toBe(false);
    expect(placeIn({ ...group, isAdmin: false }).hasTopics).toBe(false);
    expect(placeIn({ ...group, canManageTopics: false }).hasTopics).toBe(false);
  });

  test("works only while something can be said there, and is silent since the first trouble", () => {
    const group: Group = { ...whole, id: "1", lostAt: null, mutedAt: null, toldAt: null };
    const [early, late] = [new Date("2026-11-24T10:00:00Z"), new Date("2026-11-24T11:00:00Z")];
    expect(isWorking(group)).toBe(true);
    expect(silentSince(group)).toBeNull();
    for (const trouble of [{ lostAt: late }, { mutedAt: late }]) {
      expect(isWorking({ ...group, ...trouble })).toBe(false);
      expect(silentSince({ ...group, ...trouble })).toBe(late);
    }
    expect(silentSince({ ...group, lostAt: late, mutedAt: early })).toBe(early);
  });
});

describe("a link", () => {
  test("fits into what Telegram allows, and is read back", () => {
    const token = createToken();
    const start = new URL(staffLink("desk_bot", token)).searchParams.get("start") ?? "";
    expect(start).toMatch(/^[\w-]{1,64}$/);
    expect(readPayload(start)).toEqual({ purpose: "staff", token });

    const group = new URL(groupLink("desk_bot", token));
    expect(readPayload(group.searchParams.get("startgroup") ?? "")).toEqual({
      purpose: "group",
      token,
    });
    expect(group.search).toContain("&admin=manage_topics+delete_messages+pin_messages");
  });

  test("of something else is none of ours", () => {
    for (const payload of ["", "q_12", "i_", "i_ab cd", `g_${"a".repeat(63)}`])
      expect(readPayload(payload)).toBeUndefined();
  });

  test("is kept as a hash only", () => {
    const token = createToken();
    expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashToken(token)).toBe(hashToken(token));
    expect(createToken()).not.toBe(token);
  });
});
