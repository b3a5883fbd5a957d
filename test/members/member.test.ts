import { expect, test } from "vitest";
import { type Member, missingStep } from "../../src/members/member.ts";

const complete: Member = {
  personId: "1",
  telegramId: 1,
  name: "Валентина",
  language: "ru",
  territoryCode: "kurgan.shadrinsk",
  outsideRegion: false,
  organisation: null,
  consented: true,
  signedUp: true,
};

test("nothing is missing for someone who has signed up", () => {
  expect(missingStep(complete)).toBeNull();
});

test("consent comes first, for strangers and for those who took it back", () => {
  expect(missingStep(null)).toBe("consent");
  expect(missingStep({ ...complete, consented: false })).toBe("consent");
});

test("then the town, unless the person is from another region", () => {
  const newcomer = { ...complete, signedUp: false, territoryCode: null };
  expect(missingStep(newcomer)).toBe("town");
  expect(missingStep({ ...newcomer, outsideRegion: true })).toBe("organisation");
});

test("then the organisation, which may be none", () => {
  expect(missingStep({ ...complete, signedUp: false })).toBe("organisation");
});
