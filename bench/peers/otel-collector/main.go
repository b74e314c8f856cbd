// The OpenTelemetry Collector with its own OTLP receiver, and an exporter that writes what it understood: each batch of
// traces as a line of OTLP's JSON, by the Collector's own marshaller. One argument: the address to listen on.
package main

import (
	"context"
	"fmt"
	"os"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/confmap/provider/yamlprovider"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/receiver"
	"go.opentelemetry.io/collector/receiver/otlpreceiver"
	"go.opentelemetry.io/collector/service/telemetry/otelconftelemetry"
)

const configuration = `yaml:
receivers: { otlp: { protocols: { http: { endpoint: "%s" } } } }
exporters: { lines: }
service:
  telemetry: { logs: { level: warn }, metrics: { level: none } }
  pipelines: { traces: { receivers: [otlp], exporters: [lines] } }
`

type lines struct{ marshaler ptrace.JSONMarshaler }

func (*lines) Start(context.Context, component.Host) error { return nil }
func (*lines) Shutdown(context.Context) error              { return nil }
func (*lines) Capabilities() consumer.Capabilities         { return consumer.Capabilities{} }
func (l *lines) ConsumeTraces(_ context.Context, traces ptrace.Traces) error {
	line, err := l.marshaler.MarshalTraces(traces)
	if err == nil {
		fmt.Println(string(line))
	}
	return err
}

func newLines() exporter.Factory {
	create := func(context.Context, exporter.Settings, component.Config) (exporter.Traces, error) {
		return &lines{}, nil
	}
	return exporter.NewFactory(
		component.MustNewType("lines"),
		func() component.Config { return &struct{}{} },
		exporter.WithTraces(create, component.StabilityLevelStable),
	)
}

func factories() (otelcol.Factories, error) {
	received, exported := otlpreceiver.NewFactory(), newLines()
	return otelcol.Factories{
		Receivers: map[component.Type]receiver.Factory{received.Type(): received},
		Exporters: map[component.Type]exporter.Factory{exported.Type(): exported},
		Telemetry: otelconftelemetry.NewFactory(),
	}, nil
}

func main() {
	collector, err := otelcol.NewCollector(otelcol.CollectorSettings{
		BuildInfo: component.BuildInfo{Command: "collector", Description: "OTLP to lines", Version: "0.165.0"},
		Factories: factories,
		ConfigProviderSettings: otelcol.ConfigProviderSettings{ResolverSettings: confmap.ResolverSettings{
			URIs:              []string{fmt.Sprintf(configuration, os.Args[1])},
			ProviderFactories: []confmap.ProviderFactory{yamlprovider.NewFactory()},
		}},
	})
	if err == nil {
		err = collector.Run(context.Background())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
