import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCompleteSignUp } from "../../src/members/complete-sign-up.ts";
import { createGiveConsent } from "../../src/members/give-consent.ts";
import { createOrganisationStore } from "../../src/members/organisation-store.ts";
import { createPersonStore } from "../../src/members/person-store.ts";
import { createSetOrganisation } from "../../src/members/set-organisation.ts";
import { createSetTerritory } from "../../src/members/set-territory.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { createPerform } from "../../src/platform/perform.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let useCases: ReturnType<typeof createUseCases>;
let nextTelegramId = 1;

beforeAll(async () => {
  database = await freshDatabase();
  useCases = createUseCases();
});
afterAll(async () => database.close());

function createUseCases() {
  const { prisma } = database;
  const people = createPersonStore(prisma);
  const organisations = createOrganisationStore(prisma);
  const common = { people, organisations, perform: createPerform(prisma), clock: systemClock };
  const territories = {
    find: () => undefined,
    regions: () => [],
    municipalitiesOf: () => [],
    search: () => [],
  };
  return {
    people,
    giveConsent: createGiveConsent(common),
    setOrganisation: createSetOrganisation(common),
    setTerritory: createSetTerritory({ ...common, territories }),
    completeSignUp: createCompleteSignUp(common),
  };
}

async function consented(): Promise<string> {
  const telegramId = nextTelegramId++;
  const input = {
    cause: `consent:${telegramId}`,
    telegramId,
    name: "Зоя",
    place: "short",
  } as const;
  return (await useCases.giveConsent(input)).personId;
}

async function stranger(): Promise<string> {
  const { id } = await database.prisma.person.create({
    data: { telegramId: nextTelegramId++, name: "Пётр" },
  });
  return id;
}

test("nothing of a person is recorded before they agree", async () => {
  const personId = await stranger();
  const cause = "update:1";
  expect(await useCases.setTerritory({ cause, personId, choice: { kind: "outside" } })).toEqual({
    kind: "no-consent",
  });
  const choice = { kind: "named", name: "Клуб" } as const;
  expect(await useCases.setOrganisation({ cause, personId, choice })).toEqual({
    kind: "no-consent",
  });
  expect(await useCases.completeSignUp({ cause, personId })).toEqual({
    kind: "incomplete",
    missing: "consent",
  });
});

test("a sign-up without a town cannot be completed", async () => {
  const personId = await consented();
  expect(await useCases.completeSignUp({ cause: "update:2", personId })).toEqual({
    kind: "incomplete",
    missing: "town",
  });
  await useCases.setTerritory({ cause: "update:3", personId, choice: { kind: "outside" } });
  expect(await useCases.completeSignUp({ cause: "update:4", personId })).toEqual({
    kind: "completed",
  });
  expect(await useCases.completeSignUp({ cause: "update:5", personId })).toEqual({
    kind: "complete-already",
  });
});

test("a municipality that is not in the catalogue is not recorded", async () => {
  const choice = { kind: "municipality", code: "kurgan.atlantis" } as const;
  const personId = await consented();
  expect(await useCases.setTerritory({ cause: "update:6", personId, choice })).toEqual({
    kind: "unknown-territory",
  });
});

describe("an organisation", () => {
  test("that is named twice by one update is added once", async () => {
    const personId = await consented();
    const input = {
      cause: "update:7",
      personId,
      choice: { kind: "named", name: "Союз садоводов" },
    } as const;
    const first = await useCases.setOrganisation(input);
    expect(await useCases.setOrganisation(input)).toEqual(first);
    expect(await database.prisma.membership.count({ where: { personId } })).toBe(1);
  });

  test("is known by its name in any case of letters, and by nothing that only looks like it", async () => {
    const name = async (cause: string, written: string) => {
      const choice = { kind: "named", name: written } as const;
      const personId = await consented();
      const outcome = await useCases.setOrganisation({ cause, personId, choice });
      return outcome.kind === "set" ? outcome.organisation.id : outcome.kind;
    };
    const first = await name("update:8", "Фонд «100%_детям»");
    expect(await name("update:9", "фонд «100%_ДЕТЯМ»")).toBe(first);
    expect(await name("update:10", "Фонд «100 процентов детям»")).not.toBe(first);
  });

  test("that does not exist is refused, and the earlier one stays", async () => {
    const personId = await consented();
    const named = { kind: "named", name: "Союз пекарей" } as const;
    await useCases.setOrganisation({ cause: "update:11", personId, choice: named });
    const invented = { kind: "known", id: "01890000-0000-7000-8000-000000000000" } as const;
    expect(
      await useCases.setOrganisation({ cause: "update:12", personId, choice: invented }),
    ).toEqual({ kind: "unknown-organisation" });
    const member = await useCases.people.findById(personId);
    expect(member?.organisation?.name).toBe("Союз пекарей");
  });

  test("is left by saying that there is none", async () => {
    const personId = await consented();
    const named = { kind: "named", name: "Союз поваров" } as const;
    await useCases.setOrganisation({ cause: "update:13", personId, choice: named });
    const none = { kind: "none" } as const;
    await useCases.setOrganisation({ cause: "update:14", personId, choice: none });
    expect((await useCases.people.findById(personId))?.organisation).toBeNull();
    expect(await database.prisma.membership.count({ where: { personId } })).toBe(1);
  });
});
