// Who may do what: the API, the workers, and the scaler that counts waiting clips. Each has only the roles it needs.
param name string
param location string
param registry string

var pullImages = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource api 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-api'
  location: location
}

// decodes what strangers send: no database, no vault, no role on the store; grants come with each clip
resource worker 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-worker'
  location: location
}

resource scaler 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-scaler'
  location: location
}

resource images 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: registry
}

resource apiPulls 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(images.id, api.id, pullImages)
  scope: images
  properties: {
    principalId: api.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', pullImages)
  }
}

resource workerPulls 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(images.id, worker.id, pullImages)
  scope: images
  properties: {
    principalId: worker.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', pullImages)
  }
}

output api object = { id: api.id, principal: api.properties.principalId, client: api.properties.clientId }
output worker object = { id: worker.id, principal: worker.properties.principalId, client: worker.properties.clientId }
output scaler object = { id: scaler.id, principal: scaler.properties.principalId, client: scaler.properties.clientId }
