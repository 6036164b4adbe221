import { createRequire } from 'node:module';
import path from 'node:path';
import express, { Router } from 'express';
import { createAsyncApiDocument } from './asyncapi.ts';
import { createOpenApiDocument } from './openapi.ts';

const SWAGGER_FOLDER = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Chat: the API</title>
    <link rel="icon" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

// Without a validator, the page asks no other server.
const SCRIPT = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', validatorUrl: null });
`;

/** The documents of the API, and a page to read and try it: everything comes from this server. */
export function createDocs(): Router {
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.json(createOpenApiDocument());
  });
  router.get('/asyncapi.json', (_request, response) => {
    response.json(createAsyncApiDocument());
  });
  router.get('/docs', (_request, response) => {
    response.type('html').send(PAGE);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('js').send(SCRIPT);
  });
  router.use('/docs', express.static(SWAGGER_FOLDER, { index: false }));
  return router;
}
