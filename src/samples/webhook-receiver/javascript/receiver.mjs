// The least that receives notifications: it verifies each, and answers before it does anything.
//
//   DISCOVERY=https://calls.example.com/v1/.well-known/OpenIdConfiguration APPLICATION_ID=... TENANT_ID=... \
//   SECRETS=whsec_...,whsec_... PORT=3978 node receiver.mjs

import { createServer } from 'node:http';
import { NotificationVerifier } from './notification-verifier.mjs';

const { DISCOVERY, APPLICATION_ID, TENANT_ID, SECRETS, PORT } = process.env;

const verifier = await NotificationVerifier.of({
  discovery: DISCOVERY,
  applicationId: APPLICATION_ID,
  tenantId: TENANT_ID,
  secrets: SECRETS.split(','),
});

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  try {
    await verifier.verify(request.headers, Buffer.concat(chunks));
    // Now put it into a queue, unless its webhook-id has been there before.
    response.writeHead(202).end();
  } catch (refusal) {
    response.writeHead(403).end();
  }
});

// TLS is the business of a proxy.
server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`listening at ${server.address().port}`);
});
