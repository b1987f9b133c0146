// A real provider of logins (OpenID Connect) on this machine, for the tests: the certified
// oidc-provider of npm, with people who come in by writing who they are.
//
//   node tests/web/udbyder.mjs CALLBACK SECRET ALG [KEY CERT]
//
// CALLBACK is our address that a browser comes back to, SECRET the client's, ALG what ID tokens are
// signed with. With KEY and CERT (files) it speaks TLS. It chooses a port, prints its issuer and
// serves until it is killed. The form takes `navn` (the subject) and `acr` (how sure it is); a
// subject has a claim `uuid` too. UDBYDER_VAERT is the name it goes by (127.0.0.1).

import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { createRequire } from 'node:module';
import { generateKeyPairSync } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const modules = path.resolve(process.env.WEB_MODULES ?? 'build/npm/tests');
const require = createRequire(path.join(modules, 'package.json'));
const { default: Provider } = await import(pathToFileURL(require.resolve('oidc-provider')));
const [callback, secret, alg, keyFile, certFile] = process.argv.slice(2);

function key() {
    const { privateKey } = alg === 'ES256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg, kid: `${alg}-1` };
}

const configuration = {
    clients: [{
        client_id: 'vederlag',
        client_secret: secret,
        redirect_uris: [callback],
        post_logout_redirect_uris: [new URL('/', callback).href],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: alg,
    }],
    jwks: { keys: [key()] },
    cookies: { keys: ['a key for cookies of a test'] },
    acrValues: ['low', 'high'],
    claims: { openid: ['sub', 'amr', 'uuid'], acr: null, auth_time: null },
    conformIdTokenClaims: false,
    pkce: { methods: ['S256'], required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: {
        enabled: true,
        // The page of its own fetches a font from elsewhere.
        logoutSource: (ctx, form) => {
            ctx.body = `<!DOCTYPE html><title>Log ud</title>${form}`;
        },
    } },
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (ctx, id) => ({
        accountId: id,
        claims: () => ({ sub: id, uuid: `uuid-${id}` }),
    }),
    // There is nothing to agree to: the client is the municipality's own.
    async loadExistingGrant(ctx) {
        const grant = new ctx.oidc.provider.Grant({
            clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId,
        });
        grant.addOIDCScope('openid');
        await grant.save();
        return grant;
    },
};

async function readForm(request) {
    let body = '';
    for await (const piece of request) body += piece;
    return new URLSearchParams(body);
}

// The page one logs in at.
async function interaction(provider, request, response) {
    await provider.interactionDetails(request, response);
    if (request.method !== 'POST') {
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end('<!DOCTYPE html><title>Prøveudbyder</title><form method="post">'
            + '<label>Navn <input name="navn"></label> <label>Styrke <input name="acr" value="high">'
            + '</label> <button>Log ind</button></form>');
        return;
    }
    const form = await readForm(request);
    const result = form.get('afbryd')
        ? { error: 'access_denied', error_description: 'the user gave up' }
        : { login: { accountId: form.get('navn'), acr: form.get('acr') ?? 'high', amr: ['pwd'] } };
    await provider.interactionFinished(request, response, result,
        { mergeWithLastSubmission: false });
}

const server = keyFile
    ? https.createServer({ key: fs.readFileSync(keyFile), cert: fs.readFileSync(certFile) })
    : http.createServer();
server.listen(0, '127.0.0.1', () => {
    const issuer = `http${keyFile ? 's' : ''}://${process.env.UDBYDER_VAERT ?? '127.0.0.1'}:` +
        `${server.address().port}`;
    const provider = new Provider(issuer, configuration);
    const answer = provider.callback();
    provider.on('server_error', (ctx, error) => console.error(error));
    server.on('request', (request, response) => {
        if (!request.url.startsWith('/interaction/')) return answer(request, response);
        return interaction(provider, request, response).catch((error) => {
            response.statusCode = 400;
            response.end(String(error));
        });
    });
    console.log(issuer);
});
