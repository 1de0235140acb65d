import { z } from 'zod';

export const listenSection = z
  .strictObject({
    host: z
      .string()
      .regex(/^\S+$/, 'expected an address or a host name')
      .meta({ description: 'Address to listen on.', default: '127.0.0.1' }),
    port: z.int().min(0).max(65535).meta({ description: 'TCP port; 0 takes a free one.', default: 4455 }),
  })
  .partial()
  .meta({ description: 'Where the server listens.' });
