import { sha1Hex } from '../crypto/sha1.js';

/** A script that the store runs as one step: between two of its lines nobody else reads or writes. */
export interface Script {
  readonly text: string;
  /** SHA-1 of the text in hexadecimal, by which the store knows it again. */
  readonly digest: string;
}

/** The answer of every script but {@link openEpoch} when the store has another memory than the one that is meant. */
export const OTHER_EPOCH = -1;

const inEpoch = `
if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then return ${OTHER_EPOCH} end`;

/** Milliseconds since 1970 on the clock of the store, which is one for all who share it. */
const clock = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function whole(number) return string.format('%.0f', number) end`;

/**
 * Begins a connection: makes the memory where there is none, and notes when it was lost. `KEYS`: the epoch, the witness
 * of this server. `ARGV`: the epoch that this server knows, or nothing; a new one; the number of the last authenticator
 * that it remembers here; the time up to which that matters; the clock skew that it allows.
 *
 * Answers with the epoch, the time of the loss or 0, and the time now. It writes something each time, because a store
 * that takes no writes is none.
 */
export const openEpoch = script(`${clock}
local id = redis.call('HGET', KEYS[1], 'id')
local lost = tonumber(redis.call('HGET', KEYS[1], 'lost') or '0')
local known, mine = ARGV[1], tonumber(ARGV[3])
if not id then
  id = ARGV[2]
  redis.call('HSET', KEYS[1], 'id', id, 'born', whole(now))
  if known ~= '' then lost = now end
elseif known ~= '' and known ~= id then
  if lost == 0 then lost = tonumber(redis.call('HGET', KEYS[1], 'born')) end
elseif mine > 0 and tonumber(ARGV[4]) > now and tonumber(redis.call('GET', KEYS[2]) or '0') < mine then
  lost = now
end
local skew = math.max(tonumber(redis.call('HGET', KEYS[1], 'skew') or '0'), tonumber(ARGV[5]))
redis.call('HSET', KEYS[1], 'seen', whole(now), 'skew', whole(skew), 'lost', whole(lost))
return {id, whole(lost), whole(now)}`);

/** `KEYS`: the epoch, the name. `ARGV`: the epoch. Answers with 1 where the name is locked out, or else 0. */
export const isLocked = script(`${inEpoch}${clock}
if now < tonumber(redis.call('HGET', KEYS[2], 'locked') or '0') then return 1 end
return 0`);

/**
 * Counts a wrong response; the same bytes again count once. `KEYS`: the epoch, the name, the index of all names.
 * `ARGV`: the epoch, the response, its domain, the milliseconds in which failures count, those of a lock-out, the
 * threshold, the most names, the name in the index, the beginning of the keys of names.
 *
 * Answers with 1 where the name was locked before, and nothing is counted; or else 0.
 */
export const countFailure = script(`${inEpoch}${clock}
if now < tonumber(redis.call('HGET', KEYS[2], 'locked') or '0') then return 1 end
local window, duration = tonumber(ARGV[4]), tonumber(ARGV[5])
local count = 1
local all = redis.call('HGETALL', KEYS[2])
for i = 1, #all, 2 do
  if all[i] == 'locked' or tonumber(string.match(all[i + 1], '^%d+')) <= now - window then
    redis.call('HDEL', KEYS[2], all[i])
  elseif all[i] ~= ARGV[2] then
    count = count + 1
  end
end
if count >= tonumber(ARGV[6]) then
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[2], 'locked', whole(now + duration))
  redis.call('PEXPIRE', KEYS[2], whole(duration))
else
  redis.call('HSET', KEYS[2], ARGV[2], whole(now) .. ':' .. ARGV[3])
  redis.call('PEXPIRE', KEYS[2], whole(window))
end
local longest = math.max(window, duration)
redis.call('ZADD', KEYS[3], whole(now), ARGV[8])
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', whole(now - longest))
local excess = redis.call('ZCARD', KEYS[3]) - tonumber(ARGV[7])
if excess > 0 then
  for _, name in ipairs(redis.call('ZRANGE', KEYS[3], 0, excess - 1)) do redis.call('DEL', ARGV[9] .. name) end
  redis.call('ZREMRANGEBYRANK', KEYS[3], 0, excess - 1)
end
redis.call('PEXPIRE', KEYS[3], whole(longest))
return 0`);

/**
 * Forgets the failures of a name in one domain. `KEYS`: the epoch, the name, the index. `ARGV`: the epoch, the domain,
 * the name in the index. A lock-out that began meanwhile stays. Answers with 0.
 */
export const forgetFailures = script(`${inEpoch}${clock}
local all = redis.call('HGETALL', KEYS[2])
if #all == 0 then return 0 end
local left = 0
for i = 1, #all, 2 do
  if all[i] == 'locked' then
    if now < tonumber(all[i + 1]) then return 0 end
  elseif string.match(all[i + 1], ':(.*)$') == ARGV[2] then
    redis.call('HDEL', KEYS[2], all[i])
  else
    left = left + 1
  end
end
if left == 0 then
  redis.call('DEL', KEYS[2])
  redis.call('ZREM', KEYS[3], ARGV[3])
end
return 0`);

/**
 * Remembers a proof of NTLM. `KEYS`: the epoch, the proofs. `ARGV`: the epoch, the proof, the most proofs, milliseconds
 * after which all are forgotten when none comes. Answers with 1 where it is new, or else 0. The oldest is forgotten
 * first, in the order in which they came: no clock that was set back changes it.
 */
export const rememberProof = script(`${inEpoch}
if redis.call('ZSCORE', KEYS[2], ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[2], redis.call('HINCRBY', KEYS[1], 'proofs', 1), ARGV[2])
local excess = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[3])
if excess > 0 then redis.call('ZREMRANGEBYRANK', KEYS[2], 0, excess - 1) end
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return 1`);

/** The answers of {@link admitAuthenticator}. */
export const Admission = { SEEN: 0, ADMITTED: 1, FULL: 2, LOST: 3, CLOCK: 4 } as const;

/**
 * Remembers an authenticator of Kerberos (RFC 4120 3.2.3). `KEYS`: the epoch, the authenticators, the witness of this
 * server. `ARGV`: the epoch, the digest, the time up to which it could be accepted, the clock skew that this server
 * allows, the most authenticators, their number at this server.
 *
 * The score is the client's own time, and an entry stays for three times the longest skew that any server allows: no
 * server whose clock can be used for Kerberos accepts it after that. One that is so old by the clock of the store that
 * it may be forgotten is refused.
 */
export const admitAuthenticator = script(`${inEpoch}${clock}
if redis.call('ZSCORE', KEYS[2], ARGV[2]) then return ${Admission.SEEN} end
local till, skew = tonumber(ARGV[3]), tonumber(ARGV[4])
local longest = math.max(skew, tonumber(redis.call('HGET', KEYS[1], 'skew') or '0'))
local lost = tonumber(redis.call('HGET', KEYS[1], 'lost') or '0')
if lost > 0 and (now < lost + skew or till - skew <= lost + longest + 1000) then return ${Admission.LOST} end
local oldest = now - 3 * longest - 1000
if till - skew <= oldest then return ${Admission.CLOCK} end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', whole(oldest))
if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[5]) then return ${Admission.FULL} end
redis.call('ZADD', KEYS[2], whole(till - skew), ARGV[2])
local stays = whole(4 * longest + 60000)
redis.call('PEXPIRE', KEYS[2], stays)
if tonumber(redis.call('GET', KEYS[3]) or '0') < tonumber(ARGV[6]) then
  redis.call('SET', KEYS[3], ARGV[6], 'PX', stays)
end
return ${Admission.ADMITTED}`);

function script(text: string): Script {
  return { text, digest: sha1Hex(text) };
}
