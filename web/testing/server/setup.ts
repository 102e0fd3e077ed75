import type { TestProject } from 'vitest/node';
import './stub-types';
import { startStubServer } from './stub-server';

/** Runs the stub server beside the browser tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startStubServer();
  project.provide('stubServer', server.address);
  return server.stop;
}
