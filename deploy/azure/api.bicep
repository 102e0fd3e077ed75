// The API: takes events, gives grants, serves the page; sends clips to the workers and takes their findings.
param name string
param location string
param environment string
param image string
param registry string
param identity object
param databaseHost string
param blobEndpoint string
param queueNamespace string
param vaultAddress string
param pageAddress string
param mailHost string
param mailUsername string
param mailFrom string
param least int
param most int

resource api 'Microsoft.App/containerApps@2025-01-01' = {
  name: '${name}-api'
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    environmentId: environment
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: 8080, allowInsecure: false }
      registries: [{ server: '${registry}.azurecr.io', identity: identity.id }]
      secrets: [
        { name: 'database-password', keyVaultUrl: '${vaultAddress}secrets/database-password', identity: identity.id }
        { name: 'operator-token', keyVaultUrl: '${vaultAddress}secrets/operator-token', identity: identity.id }
        { name: 'mail-password', keyVaultUrl: '${vaultAddress}secrets/mail-password', identity: identity.id }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'api'
          image: image
          resources: { cpu: json('1.0'), memory: '2Gi' }
          env: [
            { name: 'SPRING_PROFILES_ACTIVE', value: 'azure' }
            { name: 'NIGHTJAR_ROLE', value: 'api' }
            { name: 'NIGHTJAR_DATABASE_URL', value: 'jdbc:postgresql://${databaseHost}:5432/nightjar?sslmode=require' }
            { name: 'NIGHTJAR_DATABASE_USERNAME', value: 'nightjar' }
            { name: 'NIGHTJAR_DATABASE_PASSWORD', secretRef: 'database-password' }
            { name: 'NIGHTJAR_OPERATOR_TOKEN', secretRef: 'operator-token' }
            { name: 'NIGHTJAR_IDENTITY_ADDRESS', value: pageAddress }
            { name: 'NIGHTJAR_ACCOUNTS_MAIL_FROM', value: mailFrom }
            { name: 'SPRING_MAIL_HOST', value: mailHost }
            { name: 'SPRING_MAIL_PORT', value: '587' }
            { name: 'SPRING_MAIL_USERNAME', value: mailUsername }
            { name: 'SPRING_MAIL_PASSWORD', secretRef: 'mail-password' }
            { name: 'NIGHTJAR_STORAGE_AZURE_ENDPOINT', value: blobEndpoint }
            { name: 'NIGHTJAR_STORAGE_AZURE_IDENTITYCLIENTID', value: identity.client }
            { name: 'NIGHTJAR_QUEUE_NAMESPACE', value: queueNamespace }
            { name: 'NIGHTJAR_QUEUE_IDENTITYCLIENTID', value: identity.client }
          ]
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/actuator/health/liveness', port: 8080 }
              periodSeconds: 2
              failureThreshold: 60
            }
            { type: 'Liveness', httpGet: { path: '/actuator/health/liveness', port: 8080 }, periodSeconds: 10 }
            {
              type: 'Readiness'
              httpGet: { path: '/actuator/health/readiness', port: 8080 }
              periodSeconds: 10
              timeoutSeconds: 5
            }
          ]
          volumeMounts: [{ volumeName: 'data', mountPath: '/var/lib/nightjar' }]
        }
      ]
      volumes: [{ name: 'data', storageType: 'EmptyDir' }]
      scale: {
        minReplicas: least
        maxReplicas: most
        rules: [{ name: 'requests', http: { metadata: { concurrentRequests: '50' } } }]
      }
    }
  }
}

output address string = 'https://${api.properties.configuration.ingress.fqdn}'
