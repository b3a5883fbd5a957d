import { expect, test } from "vitest";
import { says, type Stage, startStage } from "./stage.ts";

/** A claim by the stage's sender that is committed without its learning of it. */
async function claimUnseen(stage: Stage, key: string, chatId: number): Promise<void> {
  const { prisma } = stage;
  await prisma.$executeRaw`
    CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN NEW.state = ''sending''; NEW.claimed_by = ''the test''''s process''; RETURN NEW; END'`;
  await prisma.$executeRaw`
    CREATE TRIGGER break_off BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION break_off()`;
  await stage.queue(says(key, chatId));
  await prisma.$executeRaw`DROP TRIGGER break_off ON outbox`;
}

test("an effect that was claimed without our learning of it holds up its chat for a moment only", async () => {
  await using stage = await startStage();
  const { prisma } = stage;
  const valentina = stage.sandbox.person({ first_name: "Валентина" });
  await valentina.start();

  // the claim is committed, and the connection breaks before the answer
  await claimUnseen(stage, "claimed unseen", valentina.id);
  await prisma.$executeRaw`ALTER TABLE outbox RENAME TO outbox_away`;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await prisma.$executeRaw`ALTER TABLE outbox_away RENAME TO outbox`;

  await stage.queue(says("behind it", valentina.id));
  await stage.settled();
  expect(stage.texts()).toEqual(["claimed unseen", "behind it"]);
});

test("so does one that is committed long after its connection was given up", async () => {
  await using stage = await startStage();
  const valentina = stage.sandbox.person({ first_name: "Валентина" });
  await valentina.start();
  // nothing has failed just before it, so that nobody looks for strays
  await claimUnseen(stage, "claimed late", valentina.id);

  await stage.queue(says("behind it", valentina.id));
  await stage.settled();
  expect(stage.texts()).toEqual(["claimed late", "behind it"]);
});
