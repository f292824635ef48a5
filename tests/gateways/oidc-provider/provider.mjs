// An OpenID provider for programs. They show who they are by a signed assertion (private_key_jwt,
// RFC 7523), name the API that they want to call (RFC 8707), and get a JWT for it (RFC 9068):
//
//   node provider.mjs 3000 keys.json client.json
//
// Both files are JWK Sets: the provider's private keys, and the client's public ones. The first key
// of the provider signs. The others are published, too, for tokens that are still about.
//
// The client's workspace starts with what this prints:
//
//   jwt preset oauth-client-assertion client_id=warehouse audience=http://127.0.0.1:3000 \
//     key_file=client.jwk algorithm=ES256

import { readFileSync } from 'node:fs';
import Provider, { errors } from 'oidc-provider';

const [port, keys, client] = process.argv.slice(2);
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

// The APIs, and what there is to be allowed in each.
const apis = {
  'https://orders.example': { scope: 'orders:read orders:ship' },
  'https://billing.example': { scope: 'bills:read' },
};

const provider = new Provider(`http://127.0.0.1:${port}`, {
  jwks: read(keys),
  clients: [{
    client_id: 'warehouse',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    id_token_signed_response_alg: 'ES256',
    jwks: read(client),
  }],
  ttl: { ClientCredentials: 600 },
  clientAuthMethods: ['private_key_jwt'],
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo(_, resource) {
        const api = apis[resource];
        if (!api) throw new errors.InvalidTarget();
        return { ...api, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } };
      },
    },
  },
});

provider.on('server_error', (_, error) => console.error(error));
provider.listen(Number(port), '127.0.0.1');
