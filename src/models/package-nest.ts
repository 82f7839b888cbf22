import { all, none, properties } from './table.js';
import type { Library } from './table.js';

const later = { deferred: true } as const;
const pattern = { medium: 'nest messages', key: 'arg0' } as const;

/** Decorators only mark; what they cause (injection, routes) is no flow of theirs. */
export const nestCommon: Library = {
  modules: [
    '@nestjs/common',
    '@nestjs/typeorm',
    '@nestjs/mongoose',
    '@nestjs/swagger',
    '@nestjs/graphql',
    '@nestjs/schedule',
    '@nestjs/passport',
    '@nestjs/throttler',
    '@nestjs/config',
    '@nestjs/testing',
  ],
  bases: { HttpException: 'Error' },
  table: () => ({
    '': {
      ...all(
        `HttpException BadRequestException UnauthorizedException ForbiddenException NotFoundException ConflictException GoneException
         UnprocessableEntityException InternalServerErrorException NotImplementedException BadGatewayException ServiceUnavailableException`,
        ['arg0 -> return.message', 'arg0 => return.response'],
        { instance: 'HttpException' },
      ),
      createParamDecorator: { flow: 'arg0.return => return', result: 'function', ...later },
      ...all('applyDecorators mixin forwardRef', ['arg0 => return', 'arg0.return => return']),
      Logger: { flow: [], instance: 'Logger' },
      ConsoleLogger: { flow: [], instance: 'Logger' },
      '*': { flow: [], result: 'function' },
    },
    Logger: none('debug error fatal log overrideLogger verbose warn', 'void'),
    'Logger.prototype': none('debug error fatal log localInstance setContext setLogLevels verbose warn', 'void'),
    'ExecutionContext.prototype': { ...all('switchToHttp', [], { instance: 'HttpArgumentsHost' }), ...none('getClass getHandler getType') },
    'ArgumentsHost.prototype': { ...all('switchToHttp', [], { instance: 'HttpArgumentsHost' }), ...none('getType') },
    'HttpArgumentsHost.prototype': none('getRequest getResponse getNext'),
    'ConfigService.prototype': none('get getOrThrow set'),
    'HttpException.prototype': { ...all('getResponse', 'this.response => return'), ...none('getStatus', 'number'), ...properties('message') },
  }),
};

export const nestCore: Library = {
  modules: ['@nestjs/core'],
  table: () => ({
    NestFactory: all('create createApplicationContext createMicroservice', [], { result: 'promise', instance: 'App' }),
    'App.prototype': { ...none('listen close init enableCors', 'promise'), ...all('useGlobalPipes useGlobalGuards useGlobalFilters useGlobalInterceptors setGlobalPrefix use', 'this => return') },
    'Reflector.prototype': none('get getAll getAllAndMerge getAllAndOverride'),
    'ModuleRef.prototype': none('create'),
  }),
};

export const nestMicroservices: Library = {
  modules: ['@nestjs/microservices'],
  table: () => ({
    '': {
      ...all('EventPattern MessagePattern', 'channel => return.arg2.value.arg0', { channel: pattern, result: 'function', ...later }),
      ClientProxyFactory: [],
      ...none('Payload Ctx Client GrpcMethod', 'function'),
    },
    'ClientProxy.prototype': {
      ...all('send emit', 'arg1 => channel', { channel: pattern, instance: 'rxjs#Observable' }),
      ...none('connect close', 'promise'),
    },
  }),
};

/** Commands, queries and events go to the handlers of their class. */
const sends = (medium: string) => ({ medium, key: 'arg0.constructor' });
const handles = (medium: string, method: string, key = 'arg0') => ({
  flow: [`channel.message => return.arg0.prototype.${method}.arg0`, `return.arg0.prototype.${method}.return.await => channel.result`],
  channel: { medium, key },
  result: 'function' as const,
  ...later,
});
const asks = (medium: string) => ({ flow: ['arg0 => channel.message', 'channel.result => return.await'], channel: sends(medium), result: 'promise' as const });

export const nestCqrs: Library = {
  modules: ['@nestjs/cqrs'],
  bases: { CommandBus: 'Commands', QueryBus: 'Queries', EventBus: 'Events', EventPublisher: 'Publisher' },
  table: () => ({
    '': {
      CommandHandler: handles('nest commands', 'execute'),
      QueryHandler: handles('nest queries', 'execute'),
      EventsHandler: handles('nest events', 'handle', 'args'),
      ...none('Saga', 'function'),
    },
    'Commands.prototype': { execute: asks('nest commands') },
    'Queries.prototype': { execute: asks('nest queries') },
    'Events.prototype': {
      publish: { flow: 'arg0 => channel.message', channel: sends('nest events') },
      publishAll: { flow: 'arg0[] => channel.message', channel: { medium: 'nest events', key: 'arg0[].constructor' } },
    },
    'Publisher.prototype': all('mergeObjectContext mergeClassContext', 'arg0 => return'),
  }),
};
