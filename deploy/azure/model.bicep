// vLLM with a vision language model behind an OpenAI-compatible interface, for the workers only. One GPU each.
param name string
param location string
param environment string
param most int

@description('A model of the Hugging Face hub; its weights are fetched when a node starts.')
param model string = 'Qwen/Qwen2.5-VL-7B-Instruct'

resource vlm 'Microsoft.App/containerApps@2025-01-01' = {
  name: '${name}-model'
  location: location
  properties: {
    environmentId: environment
    workloadProfileName: 'gpu'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: false, targetPort: 8000 }
    }
    template: {
      containers: [
        {
          name: 'vllm'
          image: 'vllm/vllm-openai:v0.10.2'
          args: [
            '--model', model
            '--max-model-len', '16384'
            '--limit-mm-per-prompt', '{"image": 8}'
            '--gpu-memory-utilization', '0.9'
          ]
          resources: { cpu: json('24'), memory: '220Gi' }
          env: [{ name: 'HF_HOME', value: '/models' }]
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/health', port: 8000 }
              periodSeconds: 10
              failureThreshold: 120
            }
            { type: 'Liveness', httpGet: { path: '/health', port: 8000 }, periodSeconds: 10 }
          ]
          volumeMounts: [{ volumeName: 'models', mountPath: '/models' }]
        }
      ]
      volumes: [{ name: 'models', storageType: 'EmptyDir' }]
      scale: {
        minReplicas: 1
        maxReplicas: most
        rules: [{ name: 'requests', http: { metadata: { concurrentRequests: '16' } } }]
      }
    }
  }
}
