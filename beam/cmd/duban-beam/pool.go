package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"sync"

	"duban/internal/message"

	fnpb "github.com/apache/beam/sdks/v2/go/pkg/beam/model/fnexecution_v1"
	"google.golang.org/grpc"
)

// workerPool starts workers for runners, as Beam's containers do: each is this program once more. (Beam's own pool for
// processes listens to everybody, and leaves those that have ended unattended.)
type workerPool struct {
	fnpb.UnimplementedBeamFnExternalWorkerPoolServer
	terminal
	program string

	mu      sync.Mutex
	workers map[string]context.CancelFunc // by their ids
}

// servePool starts workers for whoever asks at an address. There is nothing that keeps anybody out.
func servePool(ctx context.Context, address string, t terminal) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return message.Errorf("--worker_pool: %w", err)
	}
	t.say("workers are started for whoever asks at %s", listener.Addr())
	server := grpc.NewServer()
	fnpb.RegisterBeamFnExternalWorkerPoolServer(server, &workerPool{terminal: t, program: program, workers: map[string]context.CancelFunc{}})
	return server.Serve(listener)
}

// StartWorker starts a worker.
func (p *workerPool) StartWorker(_ context.Context, r *fnpb.StartWorkerRequest) (*fnpb.StartWorkerResponse, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	id := r.GetWorkerId()
	if p.workers[id] != nil {
		return &fnpb.StartWorkerResponse{Error: "there is a worker " + id}, nil
	}
	ctx, cancel := context.WithCancel(context.Background()) // it outlives the request
	worker := exec.CommandContext(ctx, p.program, "--worker", "--id="+id, "--logging_endpoint="+r.GetLoggingEndpoint().GetUrl(),
		"--control_endpoint="+r.GetControlEndpoint().GetUrl())
	worker.Stderr = os.Stderr
	if err := worker.Start(); err != nil {
		cancel()
		return &fnpb.StartWorkerResponse{Error: fmt.Sprintf("worker %s: %v", id, err)}, nil
	}
	p.say("worker %s is process %d", id, worker.Process.Pid)
	p.workers[id] = cancel
	go p.wait(id, worker)
	return &fnpb.StartWorkerResponse{}, nil
}

// wait takes a worker that has ended off the list.
func (p *workerPool) wait(id string, worker *exec.Cmd) {
	if err := worker.Wait(); err != nil {
		p.say("worker %s: %v", id, err)
	}
	p.stop(id)
}

// StopWorker ends a worker.
func (p *workerPool) StopWorker(_ context.Context, r *fnpb.StopWorkerRequest) (*fnpb.StopWorkerResponse, error) {
	p.stop(r.GetWorkerId())
	return &fnpb.StopWorkerResponse{}, nil
}

func (p *workerPool) stop(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if cancel := p.workers[id]; cancel != nil {
		cancel()
		delete(p.workers, id)
	}
}
