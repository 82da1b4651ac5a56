import type { messageRoutes } from '../../contract/messages.ts';
import type { Handlers } from '../kernel/http/handle.ts';
import type { Deadline } from './commitments.commands.ts';
import { readMessages, writeMessage } from './messages.commands.ts';

/** Messages to the units around a person. @param deadline how long the agreements give for an answer */
export const messagesHandlers = (deadline: Deadline): Handlers<typeof messageRoutes> => ({
  writeMessage: (call) => writeMessage(deadline, call, call.body),
  messages: (call) => readMessages(deadline, call, call.query),
});
