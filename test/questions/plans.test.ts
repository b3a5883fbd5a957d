import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccessStore } from "../../src/access/index.ts";
import { createOutboxStore, enqueue } from "../../src/delivery/index.ts";
import { createPersonStore } from "../../src/members/person-store.ts";
import { createPerform, forgetPerformed } from "../../src/platform/perform.ts";
import { transact } from "../../src/platform/transaction.ts";
import { createDeskStore } from "../../src/questions/desk-store.ts";
import { createDraftStore } from "../../src/questions/draft-store.ts";
import { createFiguresStore } from "../../src/questions/figures-store.ts";
import { createHeldStore } from "../../src/questions/held-store.ts";
import { createQuestionStore } from "../../src/questions/question-store.ts";
import { createInboxStore } from "../../src/telegram/inbox-store.ts";
import { fillNetwork } from "../bench/support/filled-network.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { watchPlans, type WatchedDatabase } from "../support/plans.ts";

let filled: TestDatabase;
let database: WatchedDatabase;
/** Tables that grow with the history. */
let large: string[];

beforeAll(async () => {
  filled = await freshDatabase();
  await fillNetwork(filled.url, { questions: 6000, people: 1500 });
  await filled.pool.query(`
    UPDATE questions SET state = 'closed' WHERE number % 20 <> 0;
    INSERT INTO activities (id, at, center_id, channel, what, minutes)
    SELECT gen_random_uuid(), asked_at, owner_center_id, 'telegram', 'answered', number FROM questions;
    INSERT INTO held_answers (id, question_id, desk_id, chat_id, message_id, sender_telegram_id,
                              sender_name, content, reason)
    SELECT gen_random_uuid(), question_id, id, chat_id, 4, row_number() OVER (), 'О', '{}', 'plain_message'
    FROM question_desks ON CONFLICT DO NOTHING;
    INSERT INTO performed (cause, use_case, outcome, at)
    SELECT 'update:' || n, 'add', '{}', now() - n * interval '1 minute' FROM generate_series(1, 20000) n;
    INSERT INTO outbox (effect_key, chat_id, method, params, state, created_at, done_at)
    SELECT 'k' || n, n % 1500, 'sendMessage', '{"text": "x"}', 'sent', now(), now() - n * interval '1 minute'
    FROM generate_series(1, 20000) n;
    INSERT INTO inbox (update_id, lane, payload, state, received_at)
    SELECT n, n % 1500, '{"message": {"text": "x"}}', 'done', now() - n * interval '1 minute'
    FROM generate_series(1, 20000) n;`);
  await filled.pool.query("VACUUM (ANALYZE)");
  const { rows } = await filled.pool.query<{ relname: string }>(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= 1000",
  );
  large = rows.map(({ relname }) => relname);
  database = watchPlans(filled.url);
}, 60_000);

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await filled.close();
});

test("nothing that happens with each message, each second or each hour reads a whole history", async () => {
  const { prisma } = database;
  const questions = createQuestionStore(prisma);
  const desks = createDeskStore(prisma);
  const drafts = createDraftStore(prisma);
  const people = createPersonStore(prisma);
  const outbox = createOutboxStore(database);
  const inbox = createInboxStore(database);
  const question = await prisma.question.findUniqueOrThrow({ where: { number: 6000 } });
  const { id, authorId, ownerCenterId } = question;
  const author = await prisma.person.findUniqueOrThrow({ where: { id: authorId } });
  const [message] = await prisma.questionMessage.findMany({ where: { questionId: id }, take: 1 });
  if (!message) throw new Error("the question has no message");
  const telegramId = Number(author.telegramId);
  const words = {
    kind: "text",
    text: "ещё",
    source: { chatId: telegramId, messageId: 90_000 },
  } as const;
  const now = new Date();
  const longAgo = new Date(now.getTime() - 19_000 * 60_000);

  const work: Record<string, () => Promise<unknown>> = {
    "the sender of an update": () =>
      createAccessStore(prisma).findActor({ id: telegramId, first_name: "" }),
    "a member": () => people.findById(authorId),
    "a message by its number in a chat": () => desks.copyAt(telegramId, 30_003),
    "a message added to a question": () =>
      createPerform(prisma)("update:90000", "add-to-question", async (transaction) => {
        const locked = await questions.lock(transaction, id);
        await desks.forWords(transaction, locked, words);
        const sender = { personId: authorId, name: author.name, telegramId };
        const added = {
          questionId: id,
          side: "author",
          sender,
          content: words,
          sentAt: now,
        } as const;
        const { id: questionMessageId } = await questions.addMessage(transaction, added);
        const copy = {
          role: "author_original",
          questionId: id,
          questionMessageId,
          deskId: null,
        } as const;
        await desks.pair(transaction, [{ ...words.source, ...copy }]);
        const effect = { key: "new", chatId: telegramId, method: "sendMessage", params: {} };
        await enqueue(transaction, [{ ...effect, mergeKey: "card" }]);
        return { kind: "added" };
      }),
    "an answer": () =>
      transact(prisma, async (transaction) => {
        await questions.change(transaction, id, { state: "answered" }, [
          { actorPersonId: authorId, what: "answered" },
        ]);
        await desks.ofQuestion(id, transaction);
        await questions.firstOfAuthor(id, transaction);
        await desks.messageIn(telegramId, message.id, transaction);
        await desks.originalOf(message.id, transaction);
        await questions.noteDelivery(transaction, message.id, true);
      }),
    "a colleague's words": () => desks.answerAbove(-1_000_000_000_000, 90_000, telegramId),
    "whether a colleague is new": () => questions.hasAnswered(authorId, 3),
    hints: () => createHeldStore(prisma).hintsFor(telegramId),
    "a card": () => questions.findByNumber(6000),
    "my questions": () => questions.ofAuthor(authorId, 10),
    "my open questions": () => questions.openOfAuthor(authorId),
    "what questions began with": () => questions.firstMessages([id]),
    "the last answer": () => questions.lastAnswerTo(authorId),
    "the usual time to an answer": () =>
      createFiguresStore(prisma).usualMinutes(
        ownerCenterId ?? "",
        new Date(now.getTime() - 3_600_000),
        5,
      ),
    "drafts that are due": () => drafts.due(now),
    "questions that have lost their desk": () =>
      questions.lostDeskSince(new Date(now.getTime() - 60_000)),
    "updates taken in": () => inbox.keep([{ update_id: 90_000 }], now),
    "updates not yet handled": () => inbox.unhandled(),
    "updates handled": () => inbox.markDone([90_000], now),
    "what may go out": () => outbox.loadChats(now),
    "what has gone out lately": () => outbox.recentCalls(new Date(now.getTime() - 60_000)),
    "a claim": () =>
      outbox.settleAndClaim("me", now, [], [{ chatId: telegramId, lane: 1, room: 3 }]),
    "the end of a call": () =>
      outbox.mark(
        "me",
        now,
        [{ id: "1", state: "sent", result: { messageIds: [1], topicId: null } }],
        async () => {},
      ),
    "whether something is on its way": () => outbox.isBusy(telegramId, now),
    "forgetting updates": () => inbox.forget(longAgo, longAgo),
    "forgetting effects": () => outbox.forget(longAgo),
    "forgetting outcomes": () => forgetPerformed(prisma, longAgo),
  };
  expect(large).toEqual(
    expect.arrayContaining(["questions", "message_copies", "performed", "outbox"]),
  );
  const whole: string[] = [];
  for (const [name, run] of Object.entries(work)) {
    const plans = await database.plansOf(run);
    if (plans.length === 0) throw new Error(`no plan was heard for ${name}`);
    for (const { readWhole, text } of plans)
      for (const table of readWhole)
        if (large.includes(table)) whole.push(`${name}: ${table}\n${text}`);
  }
  expect(whole).toEqual([]);
});
