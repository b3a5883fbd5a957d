import type pg from "pg";
import type { Talk } from "./responder-protocol.ts";
import { connect } from "./services.ts";

export interface NetworkSize {
  questions: number;
  people: number;
}

/** How many of the questions are open, at most; the authors of these write in the bench. */
const mostOpen = 10_000;
const centers = 50;
const firstPerson = 1_000_000;
const firstGroup = -1_000_000_000_000;

/**
 * Fills a network by SQL alone, without the product: centers with a group each, people who have
 * signed up, and their questions with what was written and where it stands. The newest questions
 * are open and claimed, all others are closed.
 *
 * @returns the open questions: who may go on writing, in reply to which message of the bot.
 */
export async function fillNetwork(
  databaseUrl: string,
  { questions, people }: NetworkSize,
): Promise<Talk[]> {
  await using connection = await connect(databaseUrl);
  const { client } = connection;
  const open = Math.min(questions, people, mostOpen);
  await client.query("BEGIN");
  // only for this transaction: a million rows need no million checks of what we have just made
  await client.query("SET LOCAL session_replication_role = replica");
  await client.query("SET LOCAL synchronous_commit = off");
  await client.query("SET LOCAL maintenance_work_mem = '512MB'");
  const rebuilds = await dropIndexes(client);
  for (const [statement, values] of filling({ questions, people }, open))
    await client.query(statement, values);
  for (const statement of rebuilds) await client.query(statement);
  await client.query("COMMIT");
  await client.query("VACUUM (ANALYZE)");
  await client.query("CHECKPOINT");
  return Array.from({ length: open }, (_, index) => {
    const number = questions - index;
    return { chat: authorOf(number, people), replyTo: firstMessage(number) + 3 };
  });
}

function authorOf(number: number, people: number): number {
  return firstPerson + (number % people);
}

/** A question's messages have numbers of their own, the same in both chats. */
function firstMessage(number: number): number {
  return number * 5;
}

/**
 * Takes away what would be brought up to date row by row; building it at the end is faster.
 *
 * @returns the statements that build it again.
 */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; build: string }>(
    `SELECT format('DROP INDEX %I', indexname) AS drop, indexdef AS build FROM pg_indexes
     WHERE tablename = ANY($1) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)
     UNION ALL
     SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
     FROM pg_constraint WHERE conrelid = 'message_copies'::regclass AND contype = 'p'`,
    [["questions", "question_desks", "question_messages", "message_copies"]],
  );
  for (const { drop } of rows) await client.query(drop);
  return rows.map(({ build }) => build);
}

/** Ids that can be reckoned from a number, so that rows find each other without a join. */
const id = (kind: string, number: string) =>
  `('00000000-0000-7000-${kind}-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

function filling(size: NetworkSize, open: number): [string, unknown[]][] {
  const firstOpen = size.questions - open + 1;
  const center = `n % ${centers}`;
  return [
    [
      `INSERT INTO territories (code, region_code, kind, name, name_short, aliases, timezone)
       VALUES ('tyumen.tobolsk', 'tyumen', 'city_okrug', 'город Тобольск', 'Тобольск', '{}', 'Asia/Yekaterinburg')
       ON CONFLICT DO NOTHING`,
      [],
    ],
    [
      `INSERT INTO groups (id, chat_id, title, is_admin)
       SELECT ${id("8001", "n")}, $1::bigint - n, 'Центр ' || n, true FROM generate_series(0, $2) n`,
      [firstGroup, centers - 1],
    ],
    [
      `INSERT INTO centers (id, code, type, name, name_short, group_id, hours)
       SELECT ${id("8002", "n")}, 'bench-' || n, 'municipal', 'Центр ' || n, 'Центр ' || n, ${id("8001", "n")},
              '{"1": ["09:00-18:00"], "2": ["09:00-18:00"], "3": ["09:00-18:00"], "4": ["09:00-18:00"], "5": ["09:00-18:00"]}'
       FROM generate_series(0, $1) n`,
      [centers - 1],
    ],
    [
      `INSERT INTO people (id, telegram_id, name, territory_code, signed_up_at)
       SELECT ${id("8003", "n")}, $1::bigint + n, 'Автор ' || n, 'tyumen.tobolsk', now()
       FROM generate_series(0, $2) n`,
      [firstPerson, size.people - 1],
    ],
    [
      `INSERT INTO consents (id, person_id, purpose, version, button)
       SELECT ${id("8004", "n")}, ${id("8003", "n")}, 'personal_data', 'bench', 'bench'
       FROM generate_series(0, $1) n`,
      [size.people - 1],
    ],
    [
      `INSERT INTO questions (id, number, author_id, territory_code, owner_center_id, route_reason, state,
                              claimed_at, asked_at, due_at, closed_at)
       SELECT ${id("8005", "n")}, n, ${id("8003", "n % $1")}, 'tyumen.tobolsk', ${id("8002", center)}, 'municipal',
              (CASE WHEN n < $3 THEN 'closed' ELSE 'claimed' END)::"QuestionState",
              now(), asked, asked + interval '2 days', CASE WHEN n < $3 THEN asked + interval '1 day' END
       FROM (SELECT n, now() - ($2 - n) * interval '30 seconds' AS asked FROM generate_series(1, $2::int) n)`,
      [size.people, size.questions, firstOpen],
    ],
    [
      `INSERT INTO question_desks (id, question_id, center_id, chat_id, is_group, card_message_id)
       SELECT ${id("8006", "n")}, ${id("8005", "n")}, ${id("8002", center)}, $1::bigint - ${center}, true, n * 5
       FROM generate_series(1, $2) n`,
      [firstGroup, size.questions],
    ],
    [
      `INSERT INTO question_messages (id, question_id, side, sender_id, content, sent_at, delivered)
       SELECT ${id("8007", "n * 2 + part")}, ${id("8005", "n")},
              (CASE part WHEN 0 THEN 'author' ELSE 'center' END)::"MessageSide",
              CASE part WHEN 0 THEN ${id("8003", "n % $1")} END,
              jsonb_build_object('kind', 'text', 'text', 'Где взять деньги на ремонт крыши? Есть ли конкурс?',
                                 'source', jsonb_build_object('chatId', $2::bigint + n % $1, 'messageId', n * 5)),
              now() - ($3 - n) * interval '30 seconds' + part * interval '1 hour', part = 1
       FROM generate_series(1, $3) n, generate_series(0, 1) part`,
      [size.people, firstPerson, size.questions],
    ],
    [
      `INSERT INTO message_copies (chat_id, message_id, role, question_id, question_message_id, desk_id)
       SELECT chat, n * 5 + part, role::"CopyRole", ${id("8005", "n")},
              CASE WHEN words IS NOT NULL THEN ${id("8007", "n * 2 + words")} END,
              CASE WHEN at_desk THEN ${id("8006", "n")} END
       FROM generate_series(1, $3) n,
            LATERAL (VALUES
              ($1::bigint - ${center}, 0, 'card', 0, true),
              ($1::bigint - ${center}, 2, 'answer_original', 1, true),
              ($2::bigint + n % $4, 1, 'author_original', 0, false),
              ($2::bigint + n % $4, 2, 'notice', NULL, false),
              ($2::bigint + n % $4, 3, 'answer_copy', 1, false)) AS c(chat, part, role, words, at_desk)`,
      [firstGroup, firstPerson, size.questions, size.people],
    ],
    [`SELECT setval(pg_get_serial_sequence('questions', 'number'), $1)`, [size.questions]],
  ];
}
