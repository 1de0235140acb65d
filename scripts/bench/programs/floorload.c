/* floorload.c - the exchanges of a login, in number and size alone, against floor.mjs (one thread, epoll).
 *
 * build:  cc -O2 -o floorload floorload.c
 * usage:  floorload PORT CLIENTS SECONDS PID
 *
 * Each client connects, sends four frames of a login's sizes, each after the answer to the one before, and closes;
 * then again. Result: one line of key=value as of smbload.c: rate = finished per second, p50/p99 in microseconds from
 * connect() to the last answer, cpu_srv = microseconds of CPU time of the process PID per item (10 ms grain).
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>
#include <unistd.h>
#include <time.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include "cpu-time.h"

enum { STEPS = 4, HEADER = 4, CONNECTING = -1 };

typedef struct {
    int fd, step;
    size_t got;
    uint64_t since;
    unsigned char in[4096];
} client;

static const int sizes[STEPS] = { 242, 166, 480, 112 };
static unsigned char requests[STEPS][HEADER + 512];
static struct sockaddr_in address;
static int ep;
static uint64_t end;
static long done, errors;
static uint32_t *latencies;
static size_t room;

static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void start(client *c)
{
    int one = 1;
    /* A reset at the close leaves no port waiting; the floor is not to be limited by ports. */
    struct linger reset = { 1, 0 };
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (c->fd < 0) { errors++; return; }
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    c->step = CONNECTING;
    c->got = 0;
    c->since = now();
    connect(c->fd, (void *)&address, sizeof address);
    struct epoll_event e = { .events = EPOLLOUT, .data.ptr = c };
    epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &e);
}

static void again(client *c)
{
    close(c->fd);
    c->fd = -1;
    if (now() < end) start(c);
}

static void give_up(client *c)
{
    errors++;
    again(c);
}

static void finish(client *c)
{
    if ((size_t)done == room) {
        room = room ? room * 2 : 65536;
        latencies = realloc(latencies, room * sizeof *latencies);
    }
    latencies[done++] = now() - c->since;
    again(c);
}

static void request(client *c, int step)
{
    c->step = step;
    c->got = 0;
    if (write(c->fd, requests[step], HEADER + sizes[step]) < 0) give_up(c);
}

static void event(client *c)
{
    if (c->fd < 0) return;
    if (c->step == CONNECTING) {
        struct epoll_event e = { .events = EPOLLIN, .data.ptr = c };
        epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e);
        request(c, 0);
        return;
    }
    ssize_t count = read(c->fd, c->in + c->got, sizeof c->in - c->got);
    if (count <= 0) { give_up(c); return; }
    c->got += count;
    if (c->got < HEADER || c->got < (size_t)HEADER + (c->in[2] << 8 | c->in[3])) return;
    if (c->step + 1 == STEPS) finish(c);
    else request(c, c->step + 1);
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static uint32_t percentile(double share)
{
    return done ? latencies[(size_t)(share * (done - 1))] : 0;
}

int main(int argc, char **argv)
{
    if (argc != 5) { fprintf(stderr, "usage: floorload PORT CLIENTS SECONDS PID\n"); return 2; }
    int clients = atoi(argv[2]), pid = atoi(argv[4]);
    address.sin_family = AF_INET;
    address.sin_port = htons(atoi(argv[1]));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ep = epoll_create1(0);
    for (int i = 0; i < STEPS; i++) { requests[i][2] = sizes[i] >> 8; requests[i][3] = sizes[i] & 255; }
    client *all = calloc(clients, sizeof *all);
    uint64_t begin = now();
    long ticks = ticks_of(pid);
    end = begin + atof(argv[3]) * 1e6;
    for (int i = 0; i < clients; i++) start(&all[i]);
    while (now() < end) {
        struct epoll_event events[64];
        int count = epoll_wait(ep, events, 64, 100);
        for (int i = 0; i < count; i++) event(events[i].data.ptr);
    }
    double seconds = (now() - begin) / 1e6;
    double cpu = (ticks_of(pid) - ticks) * 1e6 / sysconf(_SC_CLK_TCK);
    if (done) qsort(latencies, done, sizeof *latencies, ascending);
    printf("mode=floor c=%d done=%ld errors=%ld rate=%.1f p50=%u p99=%u cpu_srv=%.1f\n", clients, done, errors,
           done / seconds, percentile(.5), percentile(.99), done ? cpu / done : 0);
    return done ? 0 : 1;
}
