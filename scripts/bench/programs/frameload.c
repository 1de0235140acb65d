/* frameload.c - one frame again and again on one connection, so many of them in flight (one thread, blocking).
 *
 * build:  cc -O2 -o frameload frameload.c
 * usage:  frameload PORT FILE ANSWER INFLIGHT SECONDS PID
 *
 * FILE has the frame, ANSWER is the length of the frame that answers it. Nothing is computed, and no answer is read for
 * more than its length, so the server is what limits the rate. Answers have to fit into the buffers of a socket while a
 * frame is written. Result: one line of key=value as of smbload.c: rate = answered per second, cpu_srv = microseconds
 * of CPU time of the process PID per frame (10 ms grain).
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>
#include <unistd.h>
#include <time.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include "cpu-time.h"

static unsigned char in[1 << 20];

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static int write_all(int fd, const unsigned char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t count = send(fd, bytes, length, MSG_NOSIGNAL);
        if (count <= 0) return 0;
        bytes += count;
        length -= count;
    }
    return 1;
}

int main(int argc, char **argv)
{
    if (argc != 7) { fprintf(stderr, "usage: frameload PORT FILE ANSWER INFLIGHT SECONDS PID\n"); return 2; }
    size_t answer = atol(argv[3]), in_flight = atol(argv[4]), part = 0, frame = 0;
    int pid = atoi(argv[6]), one = 1, is_up = 1;
    long done = 0;
    FILE *file = fopen(argv[2], "r");
    if (!file || fseek(file, 0, SEEK_END) != 0) { perror(argv[2]); return 2; }
    frame = ftell(file);
    rewind(file);
    /* The frames that are due are written at once. */
    unsigned char *out = malloc(frame * in_flight);
    if (!out || fread(out, 1, frame, file) != frame) { perror(argv[2]); return 2; }
    fclose(file);
    for (size_t i = 1; i < in_flight; i++) memcpy(out + i * frame, out, frame);

    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(fd, (void *)&address, sizeof address) != 0) { perror("connect"); return 1; }

    long ticks = ticks_of(pid);
    double begin = now(), end = begin + atof(argv[5]);
    is_up = write_all(fd, out, frame * in_flight);
    while (is_up && now() < end) {
        ssize_t count = recv(fd, in, sizeof in, 0);
        if (count <= 0) { is_up = 0; break; }
        part += count;
        size_t answered = part / answer;
        part %= answer;
        done += answered;
        if (answered > 0) is_up = write_all(fd, out, frame * answered);
    }
    double seconds = now() - begin;
    double cpu = (ticks_of(pid) - ticks) * 1e6 / sysconf(_SC_CLK_TCK);
    printf("mode=frames q=%zu done=%ld errors=%d rate=%.1f cpu_srv=%.1f\n", in_flight, done, !is_up, done / seconds,
           done ? cpu / done : 0);
    return is_up ? 0 : 1;
}
