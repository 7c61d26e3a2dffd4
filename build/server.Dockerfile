# The central server in a container. Build from the root of the project:
#   docker build -f build/server.Dockerfile -t saldo-server .
# The image holds the bundle alone; the database is another container or a server of yours.
FROM node:24-slim AS build
WORKDIR /saldo
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN node build/build.ts

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /saldo
COPY --from=build /saldo/package.json ./
COPY --from=build /saldo/build/saldo.mjs build/
COPY --from=build /saldo/out/server out/server
COPY --from=build /saldo/out/chunks out/chunks
USER node
EXPOSE 7443
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:7443/health').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "build/saldo.mjs", "server"]
CMD ["--host", "0.0.0.0", "--port", "7443"]
