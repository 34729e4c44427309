// What only a host's page loads.

export { Host } from './host';
