package client

import (
	"net"
	"strings"
	"testing"

	"github.com/hirochachacha/go-smb2"
)

// logIn is the client under test, here go-smb2.
func logIn(address, user, password string) error {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer connection.Close()
	dialer := &smb2.Dialer{Initiator: &smb2.NTLMInitiator{User: user, Password: password}}
	session, err := dialer.Dial(connection)
	if err != nil {
		return err
	}
	defer func() { _ = session.Logoff() }()
	share, err := session.Mount("data")
	if err != nil {
		return err
	}
	return share.Umount()
}

func TestLogsIn(t *testing.T) {
	address := server.reset(t)
	if err := logIn(address, "alice", "secret"); err != nil {
		t.Fatal(err)
	}
	if got := server.attempt(t, "alice"); got.Verdict != "accepted" {
		t.Fatalf("%+v", got)
	}
}

func TestSaysThatThePasswordIsWrong(t *testing.T) {
	address := server.reset(t)
	err := logIn(address, "alice", "a wrong one")
	if err == nil || !strings.Contains(err.Error(), "bad username or authentication information") {
		t.Fatal(err)
	}
	if got := server.attempt(t, "alice"); got.Reason != "wrong-password" {
		t.Fatalf("%+v", got)
	}
}

func TestGetsOverAServerThatIsInTroubleOnce(t *testing.T) {
	address := server.reset(t)
	type values map[string]any
	fault := values{"preset": "noLogonServers", "when": values{"user": "alice", "times": 1}}
	server.call(t, "POST", "/v1/faults", fault, nil)
	err := logIn(address, "alice", "secret")
	if err == nil || !strings.Contains(err.Error(), "No logon servers") {
		t.Fatal(err)
	}
	if err := logIn(address, "alice", "secret"); err != nil {
		t.Fatal(err)
	}
	var counted struct{ Happened int }
	server.call(t, "GET", "/v1/faults/noLogonServers", nil, &counted)
	if counted.Happened != 1 {
		t.Fatal(counted.Happened)
	}
}
