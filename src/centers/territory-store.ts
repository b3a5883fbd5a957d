import type { PrismaClient } from "../generated/prisma/client.ts";
import type { Territory } from "./territory.ts";

export function createTerritoryStore(prisma: PrismaClient) {
  return {
    /**
     * Brings the table to what the catalogue says: new and changed territories are written, those
     * that left the catalogue are retired and keep their row, since questions point at them.
     *
     * @returns how many rows had to be changed.
     */
    async save(territories: readonly Territory[], now: Date): Promise<number> {
      const rows = territories.map((territory) => ({
        code: territory.code,
        region_code: territory.regionCode,
        kind: territory.kind,
        name: territory.name,
        name_short: territory.nameShort,
        aliases: territory.aliases,
        timezone: territory.timezone,
        oktmo: territory.oktmo,
      }));
      const codes = territories.map(({ code }) => code);
      return prisma.$transaction(async (transaction) => {
        const written = await transaction.$executeRaw`
          INSERT INTO territories AS t
                 (code, region_code, kind, name, name_short, aliases, timezone, oktmo)
          SELECT code, region_code, kind::"TerritoryKind", name, name_short, aliases, timezone, oktmo
          FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
            code text, region_code text, kind text, name text, name_short text, aliases text[],
            timezone text, oktmo text)
          ON CONFLICT (code) DO UPDATE
          SET region_code = excluded.region_code, kind = excluded.kind, name = excluded.name,
              name_short = excluded.name_short, aliases = excluded.aliases,
              timezone = excluded.timezone, oktmo = excluded.oktmo, retired_at = NULL
          WHERE (t.region_code, t.kind, t.name, t.name_short, t.aliases, t.timezone, t.oktmo,
                 t.retired_at)
                IS DISTINCT FROM
                (excluded.region_code, excluded.kind, excluded.name, excluded.name_short,
                 excluded.aliases, excluded.timezone, excluded.oktmo, NULL::timestamptz)`;
        const retired = await transaction.$executeRaw`
          UPDATE territories SET retired_at = ${now}
          WHERE retired_at IS NULL AND NOT (code = ANY(${codes}::text[]))`;
        return written + retired;
      });
    },
  };
}

export type TerritoryStore = ReturnType<typeof createTerritoryStore>;
