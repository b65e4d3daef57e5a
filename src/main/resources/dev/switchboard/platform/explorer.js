// Swagger UI for the description of the service, with tokens of the development issuer.
'use strict';

const TENANT = '11111111-1111-1111-1111-111111111111';
const who = document.getElementById('who');

const ui = SwaggerUIBundle({
  url: '/explorer/openapi.yaml',
  dom_id: '#explorer',
  presets: [SwaggerUIBundle.presets.apis],
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  onComplete: signIn,
});

async function signIn() {
  const client = who.elements.client.value;
  const told = who.querySelector('output');
  try {
    const answer = await fetch(`/${TENANT}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: client,
        client_secret: 'development',
      }),
    });
    if (!answer.ok) {
      throw new Error(`the issuer answered ${answer.status}`);
    }
    ui.preauthorizeApiKey('bearer', (await answer.json()).access_token);
    told.textContent = `in the tenant ${TENANT}, for an hour from now`;
  } catch (error) {
    told.textContent = `No token: ${error.message}`;
  }
}

who.addEventListener('change', signIn);
who.addEventListener('submit', (event) => event.preventDefault());
