export { configurationVariables, readEnvironment } from './environment.js';
export { readConfigurationFile } from './file.js';
export { readFlags, type ConfigurationFlags } from './flags.js';
export { ConfigurationError } from '../values/configuration-error.js';
export { configurationJsonSchema, type Configuration } from './schema.js';
export { refuseIdleRules, resolveConfiguration, type ServeConfiguration } from './serve-configuration.js';
export { defaultNames } from '../schema/defaults.js';
