module example.test/client

go 1.19

require github.com/hirochachacha/go-smb2 v1.1.0
