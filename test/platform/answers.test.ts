import { expect, test } from "vitest";
import { freshDatabase } from "../support/database.ts";

// Reported against Prisma's adapter (prisma/orm#30374): a mixed-up answer would be a misdelivery.
test("errors of the database within transactions never mix up later answers", async () => {
  await using database = await freshDatabase();
  const { prisma } = database;
  const names = Array.from({ length: 20 }, (_, index) => `Организация ${index}`);
  for (const [index, name] of names.entries())
    await prisma.organisation.create({ data: { name, inn: String(index) } });
  const all = await prisma.organisation.findMany();
  for (let round = 0; round < 50; round += 1) {
    const doubled = prisma.$transaction((transaction) =>
      transaction.organisation.create({ data: { name: "ещё раз", inn: "1" } }),
    );
    await expect(doubled).rejects.toThrow(/unique/i);
    const broken = prisma.$transaction((transaction) => transaction.$executeRaw`SELECT 1/0`);
    await expect(broken).rejects.toThrow(/division by zero/);
    const found = await Promise.all(
      all.map(({ id }) => prisma.organisation.findUnique({ where: { id } })),
    );
    expect(found).toEqual(all);
  }
});
