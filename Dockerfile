# The packages, and the database client that is made from the schema.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json prisma.config.ts ./
COPY prisma/schema.prisma prisma/
# the optional package is Node itself, which the image has; Prisma's tool has done its work by then
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund \
  && npm uninstall --no-save --ignore-scripts --omit=dev --omit=optional --no-audit --no-fund prisma

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=packages /app/src/generated src/generated
COPY package.json ./
COPY locales locales
COPY prisma/migrations prisma/migrations
COPY prisma/data prisma/data
COPY src src
USER node
HEALTHCHECK --interval=20s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "src/commands/check-health.ts"]
# the heap, and as much again for all else, fits into the memory that compose.yaml gives
CMD ["node", "--max-old-space-size=224", "src/main.ts"]
