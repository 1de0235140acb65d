# The server in a container: an account without rights, no shell, a health check.
#
#   docker build -t smb2-auth-server .
#   docker run --rm -p 445:445 -e SMB2_AUTH_USER=alice:secret -e SMB2_AUTH_SHARE=data smb2-auth-server
#
# Both stages are of one Debian, so that the executable finds the libraries it was linked with.
ARG BUILD_IMAGE=node:22-bookworm-slim
ARG RUN_IMAGE=gcr.io/distroless/cc-debian12:nonroot

FROM ${BUILD_IMAGE} AS build
WORKDIR /source
COPY package.json package-lock.json .npmrc LICENSE ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY scripts scripts
COPY src src
COPY test test
RUN npm run executable

FROM ${RUN_IMAGE}
LABEL org.opencontainers.image.title="smb2-auth-server" \
      org.opencontainers.image.description="The SMB2/3 session-setup authentication server that tells you why each login passed or failed." \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /source/build/executable/smb2-auth-server /usr/local/bin/smb2-auth-server
COPY --from=build /source/build/executable/LICENSES.txt /usr/share/licenses/smb2-auth-server/LICENSES.txt
# The account of the image: "nonroot". It may bind port 445, since a container of Docker or Podman
# has no privileged ports.
USER 65532:65532
EXPOSE 445
ENTRYPOINT ["/usr/local/bin/smb2-auth-server"]
CMD ["serve", "--host", "0.0.0.0", "--port", "445", "--admin", "9445"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["/usr/local/bin/smb2-auth-server", "health", "9445"]
