// The workers: one clip at a time each, as many as there are clips waiting. No database, no vault, no way in.
param name string
param location string
param environment string
param image string
param registry string
param identity object
param scaler string
param blobEndpoint string
param queueNamespace string
param most int

resource workers 'Microsoft.App/containerApps@2025-01-01' = {
  name: '${name}-worker'
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {}, '${scaler}': {} } }
  properties: {
    environmentId: environment
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      registries: [{ server: '${registry}.azurecr.io', identity: identity.id }]
      // the container itself cannot use the identity that counts
      identitySettings: [
        { identity: identity.id, lifecycle: 'Main' }
        { identity: scaler, lifecycle: 'None' }
      ]
    }
    template: {
      // an analysis that has begun may end
      terminationGracePeriodSeconds: 150
      containers: [
        {
          name: 'worker'
          image: image
          resources: { cpu: json('1.0'), memory: '2Gi' }
          env: [
            { name: 'SPRING_PROFILES_ACTIVE', value: 'azure' }
            { name: 'NIGHTJAR_ROLE', value: 'worker' }
            { name: 'NIGHTJAR_INFERENCE_ATONCE', value: '1' }
            { name: 'NIGHTJAR_STORAGE_AZURE_ENDPOINT', value: blobEndpoint }
            { name: 'NIGHTJAR_STORAGE_AZURE_ACCESS', value: 'grants' }
            { name: 'NIGHTJAR_QUEUE_NAMESPACE', value: queueNamespace }
            { name: 'NIGHTJAR_QUEUE_IDENTITYCLIENTID', value: identity.client }
          ]
          probes: [
            { type: 'Liveness', httpGet: { path: '/actuator/health/liveness', port: 8080 }, periodSeconds: 10 }
            { type: 'Readiness', httpGet: { path: '/actuator/health/readiness', port: 8080 }, periodSeconds: 10 }
          ]
          volumeMounts: [{ volumeName: 'data', mountPath: '/var/lib/nightjar' }]
        }
      ]
      volumes: [{ name: 'data', storageType: 'EmptyDir' }]
      scale: {
        minReplicas: 1
        maxReplicas: most
        pollingInterval: 10
        cooldownPeriod: 300
        rules: [
          {
            name: 'waiting-clips'
            custom: {
              type: 'azure-servicebus'
              identity: scaler
              metadata: {
                namespace: split(queueNamespace, '.')[0]
                queueName: 'clip_uploaded'
                // at some 5 seconds a clip, what a worker takes on makes nobody wait for more than half a minute
                messageCount: '5'
              }
            }
          }
        ]
      }
    }
  }
}
