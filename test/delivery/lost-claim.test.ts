import { expect, test } from "vitest";
import { says, startStage } from "./stage.ts";

test("an effect that was claimed without our learning of it holds up its chat for a moment only", async () => {
  await using stage = await startStage();
  const { prisma } = stage;
  const valentina = stage.sandbox.person({ first_name: "Валентина" });
  await valentina.start();

  // the claim is committed, and the connection breaks before the answer
  await prisma.$executeRaw`
    CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN NEW.state = ''sending''; NEW.claimed_by = ''the test''''s process''; RETURN NEW; END'`;
  await prisma.$executeRaw`
    CREATE TRIGGER break_off BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION break_off()`;
  await stage.queue(says("claimed unseen", valentina.id));
  await prisma.$executeRaw`DROP TRIGGER break_off ON outbox`;
  await prisma.$executeRaw`ALTER TABLE outbox RENAME TO outbox_away`;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await prisma.$executeRaw`ALTER TABLE outbox_away RENAME TO outbox`;

  await stage.queue(says("behind it", valentina.id));
  await stage.settled();
  expect(stage.texts()).toEqual(["claimed unseen", "behind it"]);
});
