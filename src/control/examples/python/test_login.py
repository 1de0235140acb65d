"""Tests of a client, here impacket: a login, a refusal, a server in trouble."""

import pytest
from impacket.smbconnection import SessionError, SMBConnection


def log_in(smb, user, password):
    host, port = smb
    connection = SMBConnection(host, host, sess_port=port, timeout=10)
    try:
        connection.login(user, password)
        return connection.connectTree("data")
    finally:
        connection.close()


def test_logs_in(control, smb):
    assert log_in(smb, "alice", "secret") > 0
    attempt = control.attempt(user="alice", verdict="accepted")
    assert attempt["login"]["mechanism"] == "NTLM"


def test_says_that_the_password_is_wrong(control, smb):
    with pytest.raises(SessionError, match="STATUS_LOGON_FAILURE"):
        log_in(smb, "alice", "a wrong one")
    assert control.attempt(user="alice")["reason"] == "wrong-password"


def test_says_that_the_account_is_locked(control, smb):
    control("PATCH", "/v1/accounts/alice", {"status": "locked"})
    with pytest.raises(SessionError, match="STATUS_ACCOUNT_LOCKED_OUT"):
        log_in(smb, "alice", "secret")
    assert control.attempt(user="alice")["reason"] == "account-locked"


def test_gets_over_a_server_that_is_in_trouble_once(control, smb):
    control("POST", "/v1/faults", {"preset": "noLogonServers", "when": {"user": "alice", "times": 1}})
    with pytest.raises(SessionError, match="STATUS_NO_LOGON_SERVERS"):
        log_in(smb, "alice", "secret")
    assert log_in(smb, "alice", "secret") > 0
    assert control("GET", "/v1/faults/noLogonServers")["happened"] == 1
