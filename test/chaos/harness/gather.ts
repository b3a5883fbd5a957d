import type { Database } from "../../../src/platform/database.ts";
import type { Sandbox } from "../../../src/sandbox/index.ts";
import type { Effect, Evidence } from "../checker/evidence.ts";
import type { Diary } from "./diary.ts";
import { chatsOf, type Town } from "./town.ts";

interface EffectRow {
  id: string;
  effect_key: string;
  chat_id: string;
  lane: number;
  method: string;
  params: Record<string, unknown>;
  about: Record<string, unknown> | null;
  state: string;
  aside: boolean;
  waits: boolean | null;
  asked_at: Date | null;
  taken_at: Date | null;
  unknowns: number;
  result: { messageIds?: number[]; topicId?: number | null } | null;
}

interface UpdateRow {
  update_id: string;
  state: string;
  attempts: number;
  error: string | null;
  text: string;
}

/**
 * Notes when each effect was asked for, with whether it was to wait, and when it was first taken: its
 * row forgets both. An id is given before the commit, so ids alone do not tell what was there first.
 */
export async function watchOutbox({ pool }: Pick<Database, "pool">): Promise<void> {
  await pool.query(`
    CREATE TABLE asked (id bigint PRIMARY KEY, at timestamptz, waits boolean);
    CREATE TABLE taken (id bigint PRIMARY KEY, at timestamptz);
    CREATE FUNCTION note_asked() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO asked VALUES (NEW.id, clock_timestamp(), NEW.not_before IS NOT NULL)
         ON CONFLICT DO NOTHING; RETURN NULL; END $$;
    CREATE FUNCTION note_taken() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO taken VALUES (NEW.id, clock_timestamp())
         ON CONFLICT DO NOTHING; RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER note_asked AFTER INSERT ON outbox
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_asked();
    CREATE TRIGGER note_taken AFTER UPDATE ON outbox FOR EACH ROW
      WHEN (NEW.state = 'sending' AND OLD.state = 'queued') EXECUTE FUNCTION note_taken();`);
}

/** Collects what the checker judges by. */
export async function gather(
  { pool }: Pick<Database, "pool">,
  sandbox: Sandbox,
  town: Town,
  diary: Diary,
  rest: Pick<Evidence, "unanswered" | "onTheWire">,
): Promise<Evidence> {
  const [effects, drafts, updates, added] = await Promise.all([
    pool.query<EffectRow>(
      `SELECT o.*, a.waits, a.at AS asked_at, t.at AS taken_at
       FROM outbox o LEFT JOIN asked a ON a.id = o.id LEFT JOIN taken t ON t.id = o.id
       ORDER BY o.id`,
    ),
    pool.query<{ author: string; text: string }>(
      "SELECT telegram_id AS author, content::text AS text FROM draft_messages",
    ),
    pool.query<UpdateRow>(
      "SELECT update_id, state, attempts, error, payload::text AS text FROM inbox ORDER BY 1",
    ),
    pool.query<{ place: string }>(
      `SELECT concat(payload #>> '{message,chat,id}', ':', payload #>> '{message,message_id}') AS place
       FROM inbox i JOIN performed p ON p.cause = 'update:' || i.update_id
       WHERE p.use_case = 'add-to-question'`,
    ),
  ]);
  return {
    ...rest,
    words: diary.words,
    belongings: town.belongings,
    desks: town.desks.map(chatsOf),
    ledger: sandbox.ledger.entries,
    outbox: effects.rows.map(toEffect),
    added: new Set(added.rows.map(({ place }) => place)),
    drafts: drafts.rows.map(({ author, text }) => ({ author: Number(author), text })),
    updates: updates.rows.map(({ update_id: id, attempts: tries, ...row }) => ({
      ...row,
      id: Number(id),
      tries,
    })),
    pendingUpdates: sandbox.pendingUpdates(),
    written: new Map(
      town.authors.map(({ person }) => [
        person.id,
        person.messages().flatMap(({ from, message_id: id }) => (from?.id === person.id ? id : [])),
      ]),
    ),
  };
}

function toEffect(row: EffectRow): Effect {
  return {
    id: Number(row.id),
    key: row.effect_key,
    chat: Number(row.chat_id),
    lane: row.lane,
    method: row.method,
    params: row.params,
    about: row.about,
    state: row.state,
    isAside: row.aside || row.waits === true,
    askedAt: row.asked_at?.getTime() ?? 0,
    takenAt: row.taken_at?.getTime() ?? 0,
    unknowns: row.unknowns,
    messageIds: row.result?.messageIds ?? [],
    topicId: row.result?.topicId ?? null,
  };
}
