// Verifies what Switchboard POSTs to a callbackUri: that the bearer token is Switchboard's and for this bot, and that the
// signatures are over these very bytes. All of that together, because each part says something that the others do not: the
// token alone says nothing of the body, v1a alone nothing of whom it is for.
//
// A receiver that has seen a webhook-id before answers 2xx and does nothing.

import { createPublicKey, verify as isSigned } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { Webhook } from 'standardwebhooks';

/** Something about a notification is wrong: answer 403. */
export class ForgedNotificationError extends Error {}

export class NotificationVerifier {
  #issuer;
  #keys;
  #applicationId;
  #tenantId;
  #secrets;

  /**
   * A verifier for one bot.
   *
   * @param {object} bot
   * @param {string} bot.discovery https://.../v1/.well-known/OpenIdConfiguration of Switchboard
   * @param {string} bot.applicationId of the bot, which the token is for
   * @param {string} bot.tenantId whose calls the bot handles
   * @param {string[]} bot.secrets the keys that begin with whsec_, from GET /v1.0/communications/notificationKeys; ask for
   *     them anew at least once a week
   */
  static async of({ discovery, applicationId, tenantId, secrets }) {
    const answer = await fetch(discovery);
    const { issuer, jwks_uri: keys } = await answer.json();
    return new NotificationVerifier(issuer, keys, applicationId, tenantId, secrets);
  }

  constructor(issuer, keys, applicationId, tenantId, secrets) {
    this.#issuer = issuer;
    // Kept, and fetched again when a key is missing: new keys are there a day before they sign.
    this.#keys = createRemoteJWKSet(new URL(keys));
    this.#applicationId = applicationId;
    this.#tenantId = tenantId;
    this.#secrets = secrets.map((secret) => new Webhook(secret));
  }

  /**
   * Verifies one notification. Parse the body afterwards, not before: what is signed is bytes.
   *
   * @param {Record<string, string>} headers by their names in lower case, as node:http has them
   * @param {Buffer} body as it came
   * @throws {ForgedNotificationError} if it is not from Switchboard, not for this bot, not as it was sent, or more than five
   *     minutes old
   */
  async verify(headers, body) {
    this.#verifySymmetric(headers, body);
    await this.#verifyToken(headers.authorization ?? '');
    this.#verifyAsymmetric(headers, body);
  }

  /** v1: whoever signed knows a secret of this bot. The time is verified here, too. */
  #verifySymmetric(headers, body) {
    const verified = this.#secrets.some((secret) => {
      try {
        secret.verify(body, headers);
        return true;
      } catch {
        return false;
      }
    });
    if (!verified) {
      throw new ForgedNotificationError('no signature of a secret of this bot');
    }
  }

  /** Who sends it, and whom it is for. */
  async #verifyToken(authorization) {
    const [scheme, token] = authorization.split(' ');
    if (scheme !== 'Bearer' || !token) {
      throw new ForgedNotificationError('no bearer token');
    }
    let claims;
    try {
      ({ payload: claims } = await jwtVerify(token, this.#keys, {
        algorithms: ['RS256'],
        issuer: this.#issuer,
        audience: this.#applicationId,
        requiredClaims: ['iat', 'nbf', 'exp'],
      }));
    } catch (cause) {
      throw new ForgedNotificationError("no token of Switchboard's for this bot", { cause });
    }
    if (claims.tid !== this.#tenantId) {
      throw new ForgedNotificationError('a token of another tenant');
    }
  }

  /** v1a: whoever signed has a private key of Switchboard's. */
  #verifyAsymmetric(headers, body) {
    const content = Buffer.concat([
      Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`),
      body,
    ]);
    const signatures = headers['webhook-signature']
      .split(' ')
      .filter((signature) => signature.startsWith('v1a,'))
      .map((signature) => Buffer.from(signature.slice('v1a,'.length), 'base64'));
    const verified = this.#keys
      .jwks()
      .keys.filter((key) => key.crv === 'Ed25519')
      .map((key) => createPublicKey({ key, format: 'jwk' }))
      .some((key) => signatures.some((signature) => isSigned(null, content, key, signature)));
    if (!verified) {
      throw new ForgedNotificationError("no signature of Switchboard's");
    }
  }
}
